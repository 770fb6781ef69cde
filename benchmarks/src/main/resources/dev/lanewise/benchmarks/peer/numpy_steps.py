"""The book's way to train: NumPy formulas, one matrix product after the other.

usage: numpy_steps.py WIDTHS HIDDEN LOSS BATCH RATE SECONDS BATCHES
Prints one line of JSON: the version of NumPy, the loss at step 100, and times of steps in microseconds.
"""
import json
import sys
import time

import numpy as np

widths = [int(width) for width in sys.argv[1].split("-")]
hidden, loss = sys.argv[2], sys.argv[3]
batch_size, rate, seconds, batches = int(sys.argv[4]), np.float32(sys.argv[5]), float(sys.argv[6]), int(sys.argv[7])
SAMPLES, TARGETS, WEIGHTS = 1, 2, 16


def numbers(stream, start, count):
    with np.errstate(over="ignore"):
        bits = np.arange(start, start + count, dtype=np.uint64) + np.uint64(stream) * np.uint64(0x9E3779B97F4A7C15)
        bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        bits = (bits ^ (bits >> np.uint64(31))) >> np.uint64(40)
    return bits.astype(np.float32) * np.float32(2.0 ** -24)


def row(index):
    inputs, outputs = widths[index], widths[index + 1]
    bound = np.float32(np.sqrt(6.0 / (inputs + outputs)))
    weights = (2 * numbers(WEIGHTS + index, 0, inputs * outputs) - 1) * bound
    return np.ascontiguousarray(weights.reshape(outputs, inputs).T), np.zeros(outputs, np.float32)


def mini_batch(index):
    count = batch_size * widths[0]
    samples = numbers(SAMPLES, index * count, count).reshape(batch_size, widths[0])
    values = numbers(TARGETS, index * batch_size, batch_size)
    if loss == "SOFTMAX_CROSS_ENTROPY":
        return samples, (values * np.float32(widths[-1])).astype(int)
    if loss == "BINARY_CROSS_ENTROPY_WITH_LOGITS":
        values = (values < 0.5).astype(np.float32)
    return samples, values.reshape(-1, 1)


def activate(x):
    if hidden == "SIGMOID":
        return 1 / (1 + np.exp(-x))
    return np.tanh(x) if hidden == "TANH" else np.maximum(x, 0)


def slope(y):
    if hidden == "SIGMOID":
        return y * (1 - y)
    return 1 - y * y if hidden == "TANH" else (y > 0).astype(np.float32)


def loss_and_gradient(y, targets):
    if loss == "SOFTMAX_CROSS_ENTROPY":
        y = y - y.max(axis=1, keepdims=True)
        exponentials = np.exp(y)
        sums = exponentials.sum(axis=1, keepdims=True)
        rows = np.arange(batch_size)
        value = (np.log(sums[:, 0]) - y[rows, targets]).mean()
        gradient = exponentials / sums
        gradient[rows, targets] -= 1
        return value, gradient / np.float32(batch_size)
    if loss == "MEAN_SQUARED_ERROR":
        difference = y - targets
        return (difference * difference).mean(), difference * np.float32(2.0 / batch_size)
    value = (np.maximum(y, 0) + np.log1p(np.exp(-np.abs(y))) - targets * y).mean()
    return value, (1 / (1 + np.exp(-y)) - targets) / np.float32(batch_size)


def step(rows, samples, targets):
    outputs = [samples]
    for index, (weights, bias) in enumerate(rows):
        x = outputs[-1] @ weights + bias
        outputs.append(x if index == len(rows) - 1 else activate(x))
    value, gradient = loss_and_gradient(outputs[-1], targets)
    for index in reversed(range(len(rows))):
        weights, bias = rows[index]
        inputs = outputs[index]
        backward = (gradient @ weights.T) * slope(inputs) if index > 0 else None
        weights -= rate * (inputs.T @ gradient)
        bias -= rate * gradient.sum(axis=0)
        gradient = backward
    return value


data = [mini_batch(index) for index in range(batches)]
rows = [row(index) for index in range(len(widths) - 1)]
for taken in range(100):
    checked = step(rows, *data[taken % batches])
times = []
end = time.perf_counter() + seconds
while len(times) < 11 or time.perf_counter() < end:
    start = time.perf_counter()
    step(rows, *data[len(times) % batches])
    times.append((time.perf_counter() - start) * 1e6)
print(json.dumps({"version": np.__version__, "loss": float(checked), "micros": times}))
