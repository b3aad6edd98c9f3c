// How fast WebAssembly adds up memory in sequence, for tables of some sizes: what the crossbar kernels are held
// against. node bench/load-bandwidth.js
import { loadavg } from "node:os";
import asc from "assemblyscript/asc";

const SOURCE = `
export function addUp(from: usize, bytes: usize, times: i32): i32 {
	let a = i16x8.splat(0), b = a, c = a, d = a;
	for (let t = 0; t < times; t++) {
		for (let p = from; p < from + bytes; p += 128) {
			a = i16x8.add(i16x8.add(a, v128.load(p)), v128.load(p, 64));
			b = i16x8.add(i16x8.add(b, v128.load(p, 16)), v128.load(p, 80));
			c = i16x8.add(i16x8.add(c, v128.load(p, 32)), v128.load(p, 96));
			d = i16x8.add(i16x8.add(d, v128.load(p, 48)), v128.load(p, 112));
		}
	}
	return i16x8.extract_lane_s(i16x8.add(i16x8.add(a, b), i16x8.add(c, d)), 0);
}
`;
const KILOBYTES = [16, 256, 16384];
const ROUNDS = 15;
const BYTES_PER_ROUND = 2 ** 31;

const { binary } = await asc.compileString(SOURCE, {
	optimizeLevel: 3,
	runtime: "stub",
	noAssert: true,
	importMemory: true,
	enable: ["simd"],
});
const memory = new WebAssembly.Memory({ initial: 512 });
const { instance } = await WebAssembly.instantiate(binary, {
	env: { memory, abort: () => {} },
});

for (const kilobytes of KILOBYTES) {
	const bytes = 1024 * kilobytes;
	const rates = Array.from({ length: ROUNDS }, () => {
		const start = process.cpuUsage();
		instance.exports.addUp(1024, bytes, BYTES_PER_ROUND / bytes);
		const { user, system } = process.cpuUsage(start);
		return BYTES_PER_ROUND / ((user + system) * 1e3);
	}).sort((a, b) => a - b);
	const [least, median, greatest] = [
		rates[0],
		rates[ROUNDS >> 1],
		rates.at(-1),
	];
	console.log(
		`${kilobytes} KiB: ${median.toFixed(1)} GB/s (${least.toFixed(1)} … ${greatest.toFixed(1)}), load ${loadavg()[0].toFixed(1)}`,
	);
}
