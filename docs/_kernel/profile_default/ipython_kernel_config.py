"""How the kernels that run the pages are started: without anybody's own start-up files, history or notices."""

import logging

import zmq

c = get_config()  # noqa: F821  # the kernel gives it
c.HistoryManager.enabled = False
c.IPKernelApp.log_level = 40  # errors; that a kernel listens on this machine only is no news to a reader


def is_news(record: logging.LogRecord) -> bool:
    """Whether a reader should see it: not a kernel that says farewell on a socket which it has just closed.

    A kernel that is told to stop sometimes closes a socket before its last "idle" has left (ipykernel 7.4). Its page
    has been read by then, and a traceback of it would hide the one line that says what to mend.
    """
    error = record.exc_info[1] if record.exc_info else None
    return not (isinstance(error, zmq.ZMQError) and error.errno == zmq.ENOTSOCK)


logging.getLogger("tornado.general").addFilter(is_news)
