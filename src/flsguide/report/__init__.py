"""What people see: words, tables and charts. The only room that draws or formats."""
