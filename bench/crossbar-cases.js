// Seeded crossbar layers for the benches: what is read, without anything around it.

/** Operand width and encoding, the products that run, and the slices of a weight. */
export const designs = {
	"isaac 8x8": {
		bits: 8,
		planes: 8,
		slices: 4,
		pair: false,
		runs: () => true,
	},
	"isaac 16x16": {
		bits: 16,
		planes: 16,
		slices: 8,
		pair: false,
		runs: () => true,
	},
	// Radix-4 digits on both sides; products of at least 9 radix-4 places: 21 of 64.
	"asp-dac-2018 16x16": {
		bits: 16,
		planes: 8,
		slices: 8,
		pair: true,
		runs: (i, j) => i + j >= 9,
	},
	// The same number of bits below the greatest product: 15 of 16.
	"asp-dac-2018 8x8": {
		bits: 8,
		planes: 4,
		slices: 4,
		pair: true,
		runs: (i, j) => i + j >= 1,
	},
};

/** Rows of each segment, outputs, vectors. */
export const shapes = {
	"array 128x128": (design) => ({
		segments: [128],
		outputs: 128 / design.slices,
		channels: 0,
		vectors: 1024,
	}),
	"conv 3x3 64-64 on 32x32": () => ({
		segments: [128, 128, 128, 128, 64],
		outputs: 64,
		channels: 64,
		vectors: 1024,
	}),
};

/** The 6-bit converter. */
const sixBits = (design) =>
	design.pair ? { step: 1, min: -32, max: 31 } : { step: 4, min: 0, max: 63 };

/** What the converter sees and gives. Deviating cells lie on a grid of 2^−6 levels. */
export const reads = {
	ideal: (design) => ({
		fractionBits: 0,
		adc: design.pair
			? { step: 1, min: -1024, max: 1023 }
			: { step: 1, min: 0, max: 511 },
	}),
	"6-bit ADC": (design) => ({ fractionBits: 0, adc: sixBits(design) }),
	"6-bit ADC, programming noise": (design) => ({
		fractionBits: 6,
		adc: sixBits(design),
	}),
	"6-bit ADC, read noise": (design) => ({
		fractionBits: 6,
		noise: 0.5,
		adc: sixBits(design),
	}),
};

/** Integers below a bound. */
export function pseudoRandom(seed) {
	let state = seed | 1;
	return (below) => {
		state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9;
		const mixed = Math.imul(state ^ (state >>> 12), 0x297a2d39);
		return Math.floor(((mixed >>> 0) / 2 ** 32) * below);
	};
}

export function crossbarLayer(design, shape, read, seed) {
	const next = pseudoRandom(seed);
	const { planes, slices } = design;
	const { adc } = read;
	const products = Array.from({ length: planes * slices }, (_, at) => [
		Math.floor(at / slices),
		at % slices,
	]);
	const inputRadix = design.pair ? 4 : 2;
	const plan = {
		inputPlanes: planes,
		executed: Uint8Array.from(products, ([i, j]) =>
			design.runs(i, j) ? 1 : 0,
		),
		significance: Float64Array.from(
			products,
			([i, j]) => inputRadix ** i * 4 ** j,
		),
		adc,
		subtraction: design.pair ? "analog" : "none",
		driveExponent: 2,
		inputSum: "unit-column",
	};
	const segments = shape.segments.map((rows) =>
		segment(rows, shape.outputs, design, read, plan, next),
	);
	return { segments, plan, digits: digitTable(design) };
}

function segment(
	rows,
	outputs,
	{ planes, slices, pair },
	{ fractionBits, noise },
	plan,
	next,
) {
	const columns = slices * outputs;
	// Of one deviation for every cell; a column of `rows` cells has the stated noise, in levels.
	const variances = (count) =>
		new Uint16Array(count).fill(Math.floor(65535 / 2 / rows));
	const grid = 2 ** fractionBits;
	const deviate = (level) =>
		fractionBits === 0 ? level : Math.max(0, level * grid + next(13) - 6);
	// Balanced digits −2 … 2 sit in one cell of their pair.
	const digits = Int8Array.from({ length: rows * columns }, () =>
		pair ? next(5) - 2 : next(4),
	);
	const positive = Int32Array.from(digits, (d) => deviate(Math.max(d, 0)));
	const negative = pair
		? Int32Array.from(digits, (d) => deviate(Math.max(-d, 0)))
		: undefined;
	return {
		rows,
		outputs,
		slices,
		positive,
		negative,
		fractionBits,
		sign: Int8Array.from({ length: columns }, () =>
			pair || next(2) === 0 ? 1 : -1,
		),
		levelsPerRow: new Float64Array(planes * rows).fill(1.5 * columns),
		inputSumWorth: pair
			? undefined
			: Float64Array.from(
					{ length: planes * outputs },
					(_, at) =>
						plan.significance[Math.floor(at / outputs) * slices] *
						((at % outputs) - 100),
				),
		noise: noise && {
			positive: variances(rows * columns),
			negative: pair ? variances(rows * columns) : undefined,
			unitCells: variances(rows),
			deviation: (noise * grid) / Math.sqrt(65535 / 2),
			seed: 1,
			crossbar: rows,
		},
	};
}

/** Unsigned bits, or Booth digits of 16-bit two's complement. */
function digitTable({ bits, planes, pair }) {
	const codes = 2 ** bits;
	const least = pair ? -codes / 2 : 0;
	const digits = new Int8Array(planes * codes);
	for (let i = 0; i < planes; i++) {
		for (let c = 0; c < codes; c++) {
			const x = c + least;
			const rounded = (j) => Math.floor(x / 4 ** j + (j === 0 ? 0 : 0.5));
			digits[i * codes + c] = pair
				? rounded(i) - 4 * rounded(i + 1)
				: (x >> i) & 1;
		}
	}
	return { digits, least, codes };
}

const codesOf = ({ pair }, length) =>
	pair ? new Int16Array(length) : new Uint16Array(length);

/** Every input bit is a coin. */
export function denseInputs(design, shape, seed) {
	const next = pseudoRandom(seed);
	const rows = shape.segments.reduce((a, b) => a + b, 0);
	const { least, codes } = {
		least: design.pair ? -(2 ** (design.bits - 1)) : 0,
		codes: 2 ** design.bits,
	};
	return codesOf(design, shape.vectors * rows).map(() => least + next(codes));
}

/**
 * As after a rectifier: smooth normal fields of which about 55 % are cut to zero, scaled so that the greatest takes
 * all bits; lowered row by row as (channel, ky, kx). An array without channels takes every row for itself.
 */
export function rectifiedInputs(design, shape, seed) {
	const next = pseudoRandom(seed);
	const rows = shape.segments.reduce((a, b) => a + b, 0);
	const side = Math.sqrt(shape.vectors);
	const channels = shape.channels || rows;
	const signBit = design.pair ? 1 : 0;
	const fields = Array.from({ length: channels }, () => field(side, next));
	const top = Math.max(...fields.map((values) => Math.max(...values)));
	const scale = (2 ** (design.bits - signBit) - 1) / top;
	const codes = fields.map((values) =>
		Int32Array.from(values, (x) => Math.round(Math.max(0, x) * scale)),
	);
	const inputs = codesOf(design, shape.vectors * rows);
	const taps = shape.channels ? 9 : 1;
	for (let v = 0; v < shape.vectors; v++) {
		for (let r = 0; r < rows; r++) {
			const tap = taps === 1 ? 4 : r % 9;
			const y = Math.floor(v / side) + Math.floor(tap / 3) - 1;
			const x = (v % side) + (tap % 3) - 1;
			const inside = y >= 0 && y < side && x >= 0 && x < side;
			inputs[v * rows + r] = inside
				? codes[Math.floor(r / taps)][y * side + x]
				: 0;
		}
	}
	return inputs;
}

/** Normal values, averaged over 3 × 3 neighbours, of mean −0.13 standard deviations. */
function field(side, next) {
	const normal = () => {
		let sum = -6;
		for (let i = 0; i < 12; i++) sum += next(2 ** 20) / 2 ** 20;
		return sum;
	};
	const white = Float64Array.from({ length: side * side }, normal);
	return white.map((_, at) => {
		let sum = 0;
		for (let dy = -1; dy <= 1; dy++) {
			for (let dx = -1; dx <= 1; dx++) {
				const y = (Math.floor(at / side) + dy + side) % side;
				sum += white[y * side + (((at % side) + dx + side) % side)];
			}
		}
		return sum / 3 - 0.13;
	});
}
