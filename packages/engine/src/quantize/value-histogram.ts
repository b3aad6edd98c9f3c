/** Bins on either side of 0. */
const BINS = 2048;

/**
 * How often a tensor took which magnitudes, in memory that does not depend on how many values there are: when a value
 * lies outside, the range doubles and bins are joined in pairs.
 */
export class ValueHistogram {
	/** Negative and positive values by magnitude, [2 × BINS]. */
	readonly counts: Float64Array = new Float64Array(2 * BINS);
	/** A power of 2 above every magnitude. */
	reach: number = 2 ** -126;
	/** Values that are exactly 0, which every code range holds. */
	zeros: number = 0;

	add(values: Float32Array): void {
		const { counts } = this;
		let { reach } = this;
		// Powers of 2: exact, whichever way around.
		let binsPerUnit = BINS / reach;
		let zeros = 0;
		for (let i = 0; i < values.length; i++) {
			const value = values[i]!;
			if (value === 0) {
				zeros++;
				continue;
			}
			const magnitude = Math.abs(value);
			if (!(magnitude < reach)) {
				if (!Number.isFinite(magnitude)) continue;
				this.#growTo(magnitude);
				reach = this.reach;
				binsPerUnit = BINS / reach;
			}
			const bin = (magnitude * binsPerUnit) | 0;
			counts[value < 0 ? bin : BINS + bin]!++;
		}
		this.zeros += zeros;
	}

	/** Magnitude in the middle of each bin and how many values lie there; of positive values alone, or of all. */
	*bins(signed: boolean): Generator<{
		readonly magnitude: number;
		readonly count: number;
	}> {
		for (let bin = 0; bin < BINS; bin++) {
			const count = this.counts[BINS + bin]! + (signed ? this.counts[bin]! : 0);
			if (count > 0)
				yield { magnitude: ((bin + 0.5) / BINS) * this.reach, count };
		}
	}

	#growTo(magnitude: number): void {
		const reach = 2 ** (Math.floor(Math.log2(magnitude)) + 1);
		const shrink = reach / this.reach;
		const old = this.counts.slice();
		this.counts.fill(0);
		for (const [i, count] of old.entries()) {
			const side = i < BINS ? 0 : BINS;
			this.counts[side + Math.floor((i - side) / shrink)]! += count;
		}
		this.reach = reach;
	}
}
