"""How the kernels that run the pages are started: without anybody's own start-up files, history or notices."""

c = get_config()  # noqa: F821  # the kernel gives it
c.HistoryManager.enabled = False
c.IPKernelApp.log_level = 40  # errors; that a kernel listens on this machine only is no news to a reader
