"""Sends to queues and reads from them. Every message begins with its number in its queue, counted from 1."""

import contextlib
import hashlib
import os
import time

import pika

# Of messages that are kept in the store that all queues share; shorter ones are in the index of their queue.
LONG = 8192
PERSISTENT = pika.BasicProperties(delivery_mode=pika.DeliveryMode.Persistent)
KINDS = {"orders": "classic", "letters": "classic", "audit": "quorum", "steps": "classic", "marks": "classic"}


@contextlib.contextmanager
def channel():
    connection = pika.BlockingConnection(pika.ConnectionParameters("localhost", heartbeat=0))
    try:
        yield connection.channel()
    finally:
        if connection.is_open:
            connection.close()


def declare(on):
    for name, kind in KINDS.items():
        # A quorum queue drops a message that went back to it too often, which 'read' does with all.
        limit = {"x-delivery-limit": -1} if kind == "quorum" else {}
        on.queue_declare(name, durable=True, arguments={"x-queue-type": kind, **limit})


def body(number, length):
    text = f"{number} {hashlib.md5(str(number).encode()).hexdigest()} "
    return (text * (length // len(text) + 1)).encode()


def send(on, queue, text):
    on.basic_publish("", queue, text, PERSISTENT)


def count(on, queue):
    return on.queue_declare(queue, passive=True).method.message_count


def read(on, queue, wanted):
    """That many messages, as body and tag, which go back to the queue when the connection ends, unless they are acknowledged."""
    if wanted == 0:
        return
    # No more than are wanted, where the protocol can say so. A quorum queue hands out 2,000 otherwise.
    on.basic_qos(prefetch_count=wanted if wanted <= 65_535 else 0)
    for seen, (method, _, text) in enumerate(on.consume(queue, inactivity_timeout=60), 1):
        if method is None:
            raise SystemExit(f"{queue}: no message for a minute, {wanted - seen + 1} are missing")
        yield text, method.delivery_tag
        if seen == wanted:
            return


def bodies(queue):
    """All messages of a queue, which are in it again afterwards."""
    with channel() as on:
        messages = count(on, queue)
        for text, _ in read(on, queue, messages):
            yield text
    # They go back one by one.
    for _ in range(600):
        with channel() as on:
            if count(on, queue) >= messages:
                return
        time.sleep(0.1)
    raise SystemExit(f"{queue}: not all of {messages} messages have come back")


def write_while(path, written):
    with channel() as on:
        on.confirm_delivery()
        number = count(on, "steps")
        while os.path.exists(path):
            number += 1
            send(on, "steps", body(number, 40))
            open(written, "a").close()
            time.sleep(0.001)


def check_steps():
    """Fails unless the steps are numbered without a gap: all that was sent before one of them is there as well."""
    for number, text in enumerate(bodies("steps"), 1):
        if text != body(number, 40):
            raise SystemExit(f"steps: message {number} is {text!r}")
