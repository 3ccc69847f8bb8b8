"""What happens to patients: pure arithmetic on people and rates; reads and writes nothing."""
