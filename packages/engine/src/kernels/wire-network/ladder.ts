/** A line of nodes with a conductance to elsewhere at each, a resistance between neighbours and one to its end. */
export interface Ladder {
	/** Ω between neighbours. */
	readonly segment: number;
	/** Ω between the last node and the end of the line. */
	readonly end: number;
	/** 1 / (1 + r · y) of each node from the first on: y is what it sees before it, r the resistance after it. */
	readonly factors: Float64Array;
}

/** @param conductances of the nodes, S, from the open end on */
export function ladder(
	conductances: Float64Array,
	segment: number,
	end: number,
): Ladder {
	const last = conductances.length - 1;
	let behind = 0;
	const factors = conductances.map((g, k) => {
		const y = g + behind;
		const factor = 1 / (1 + (k < last ? segment : end) * y);
		behind = y * factor;
		return factor;
	});
	return { segment, end, factors };
}

/**
 * Voltages of the nodes for the currents into them and the voltage of the end.
 *
 * @param out may be `injected`
 * @returns the current from the nodes into the end
 */
export function solveLadder(
	{ segment, end, factors }: Ladder,
	injected: Float64Array,
	endVoltage: number,
	out: Float64Array,
): number {
	const last = factors.length - 1;
	let current = 0;
	for (let k = 0; k <= last; k++) {
		current += injected[k]!;
		out[k] = current;
		current *= factors[k]!;
	}
	let voltage = endVoltage;
	for (let k = last; k >= 0; k--) {
		const resistance = k < last ? segment : end;
		voltage = factors[k]! * (voltage + resistance * out[k]!);
		out[k] = voltage;
	}
	return current;
}
