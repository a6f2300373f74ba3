// The event loop that `event_loop.rs` runs on: `node event_loop.mjs PROGRAM`. If a wakeup is lost, no event is left
// before the sum is known, and node ends.

import assert from "node:assert";
import { readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { WASI } from "node:wasi";

const NUMBERS = 2000;
let polls = 0;
let sum = -1;

function schedule() {
    queueMicrotask(() => {
        assert.strictEqual(sum, -1, "woken after its end");
        polls += 1;
        sum = task.poll();
    });
}

const wasi = new WASI({ version: "preview1" });
const imports = { ...wasi.getImportObject(), event_loop: { schedule }, env: {} };
const module = await WebAssembly.compile(readFileSync(process.argv[2]));
for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    // No thread is started: see `.ci/wasm.mjs`.
    if (from === "env") imports.env[name] = () => assert.fail(name);
}
const instance = await WebAssembly.instantiate(module, imports);
wasi.initialize(instance);
const task = instance.exports;

process.on("exit", () => {
    assert.strictEqual(sum, (NUMBERS * (NUMBERS + 1)) / 2, "a wakeup is lost");
    assert(polls > NUMBERS / 4 && polls <= NUMBERS + 2, `${polls} polls`);
    console.log(`event loop: ${NUMBERS} numbers, ${polls} polls`);
});

task.start();
for (let number = 1; number <= NUMBERS; number += 1) {
    // Before the task is polled again, after that, or when it has slept.
    if (number % 3 === 1) await undefined;
    if (number % 3 === 2) await setTimeout(0);
    task.send(number);
}
task.close();
