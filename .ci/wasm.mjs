// Runs each test of a program for WASI: `node wasm.mjs PROGRAM [ARGUMENT…]`, with arguments of Rust's test harness. A test
// that starts a thread or a process is listed, and is no failure. What such a test leaves behind concerns no other
// test, since each has an instance of its own.

import { closeSync, openSync, readFileSync, rmSync } from "node:fs";
import { WASI } from "node:wasi";

const [, , program, ...options] = process.argv;
const module = await WebAssembly.compile(readFileSync(program));
const log = `${program}.log`;

// Debian's libc lacks the functions that say that there are no threads.
const NOT_SUPPORTED = 58;
const env = {};
for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    if (from === "env") env[name] = () => (name === "pthread_create" ? NOT_SUPPORTED : 0);
}

async function run(...args) {
    const stdout = openSync(log, "w");
    let succeeded = false;
    let trap = "";
    try {
        const wasi = new WASI({ version: "preview1", args: [program, ...args], stdout, stderr: stdout });
        const instance = await WebAssembly.instantiate(module, { ...wasi.getImportObject(), env });
        succeeded = wasi.start(instance) === 0;
    } catch (error) {
        trap = `${error.stack}\n`;
    }
    closeSync(stdout);
    const output = readFileSync(log, "utf8") + trap;
    rmSync(log);
    return { succeeded, output };
}

const list = await run("--list", ...options);
const names = [...list.output.matchAll(/^(.*): test$/gm)].map(([, name]) => name);
const unsupported = [];
let failed = 0;
for (const name of names) {
    const { succeeded, output } = await run("--exact", name);
    if (succeeded && output.includes("test result: ok. 1 passed")) continue;
    if (/failed to spawn thread|not supported on this platform/.test(output)) {
        unsupported.push(name);
    } else {
        failed += 1;
        console.log(output);
    }
}
for (const name of unsupported) console.log(`needs a thread or a process: ${name}`);
const passed = names.length - unsupported.length - failed;
console.log(`${passed} passed, ${failed} failed, ${unsupported.length} skipped`);
if (failed > 0 || passed <= unsupported.length) process.exitCode = 1;
