// How much sooner two threads are done than one, on a machine that others use too (Linux only):
//   node bench/threads.js [turns] [fewer] run lenet5 -d design.yaml -n 10000
// Threads in turn. Wall time is of the machine as it is. The critical path is what remains where nobody else computes:
// the CPU time of the main thread, which takes half of the images, or half of that of all threads where that is more:
// compilers and garbage collectors run beside one thread on the other core, beside two threads on none.
// With a second number each run is done for so many images, too. What the others take is without start-up, calibration
// and compilers: the rate of a run that lasts.
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { load, median } from "./rates.js";

const MHO = fileURLToPath(
	new URL("../packages/cli/bin/mho.js", import.meta.url),
);
const POLL_MILLISECONDS = 25;

const given = process.argv.slice(2);
const commandAt = given.findIndex((word) => Number.isNaN(Number(word)));
const [turns, fewer] = given.slice(0, commandAt).map(Number);
const args = given.slice(commandAt);

const whole = emptyTimes();
const additional = emptyTimes();
for (let turn = 0; turn < turns; turn++) {
	for (const threads of [1, 2]) {
		const start = fewer ? await runOnce(threads, ["-n", `${fewer}`]) : {};
		const run = await runOnce(threads);
		for (const kind of ["wall", "critical"]) {
			whole[kind][threads].push(run[kind]);
			additional[kind][threads].push(run[kind] - start[kind]);
		}
	}
}
report("whole run", whole);
if (fewer) report(`images beyond ${fewer}`, additional);

/** Seconds of each turn by threads. */
function emptyTimes() {
	return { wall: { 1: [], 2: [] }, critical: { 1: [], 2: [] } };
}

/** @param more arguments, which stand in for those that were given before */
function runOnce(threads, more = []) {
	const started = performance.now();
	const child = spawn(
		process.execPath,
		[MHO, ...args, ...more, "--threads", `${threads}`],
		{ stdio: "ignore" },
	);
	const seconds = new Map();
	const poll = setInterval(
		() => noteThreads(child.pid, seconds),
		POLL_MILLISECONDS,
	);
	return new Promise((resolve, reject) => {
		child.on("exit", (code) => {
			clearInterval(poll);
			if (code !== 0) {
				reject(new Error(`mho ended with ${code}`));
				return;
			}
			const main = seconds.get(`${child.pid}`);
			const all = [...seconds.values()].reduce((sum, own) => sum + own, 0);
			resolve({
				critical: Math.max(main, all / 2),
				wall: (performance.now() - started) / 1e3,
			});
		});
	});
}

/** CPU seconds of each thread of a process so far, by its number. */
function noteThreads(pid, seconds) {
	try {
		const folder = `/proc/${pid}/task`;
		for (const thread of readdirSync(folder)) {
			const text = readFileSync(`${folder}/${thread}/schedstat`, "utf8");
			seconds.set(thread, Number(text.split(" ")[0]) / 1e9);
		}
	} catch {
		// The process has just come to its end.
	}
}

function report(what, { wall, critical }) {
	for (const [name, { 1: one, 2: two }] of Object.entries({
		"wall time": wall,
		"critical path": critical,
	})) {
		const [a, b] = [median(one), median(two)];
		console.log(
			`${what}, ${name}: 1 thread ${a.toFixed(2)} s, 2 threads ${b.toFixed(2)} s, ratio ${(a / b).toFixed(2)}, load ${load().toFixed(1)}`,
		);
	}
}
