import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chipShares } from "./chip-shares.js";

/** What the cutting reads of a layer: blocks of row segments of arrays side by side. */
const layers = fc
	.record({
		segments: fc.array(fc.integer({ min: 1, max: 9 }), {
			minLength: 1,
			maxLength: 4,
		}),
		perSegment: fc.integer({ min: 1, max: 4 }),
		blocks: fc.integer({ min: 1, max: 3 }),
		copies: fc.integer({ min: 1, max: 4 }),
		firstArray: fc.nat(9),
		arraysPerChip: fc.integer({ min: 1, max: 12 }),
	})
	.map((given) => ({
		...given,
		plan: {
			shape: {
				rows: given.segments.reduce((sum, rows) => sum + rows, 0),
				groups: given.blocks,
			},
			segments: given.segments.map((rows, s) => ({ start: s, rows })),
			arraysPerCopy: given.blocks * given.segments.length * given.perSegment,
			groupsPerArray: 1,
		} as unknown as Parameters<typeof chipShares>[0],
	}));

type Case = typeof layers extends fc.Arbitrary<infer T> ? T : never;

/** Lays out array by array and looks where each column tile of each block is, segment by segment. */
function byLayingOut(given: Case) {
	const { segments, perSegment, blocks, copies, firstArray, arraysPerChip } =
		given;
	const shares = new Map<
		number,
		{ inputs: number; outputs: number; sent: number; received: number }
	>();
	const of = (chip: number) => {
		const known = shares.get(chip) ?? {
			inputs: 0,
			outputs: 0,
			sent: 0,
			received: 0,
		};
		shares.set(chip, known);
		return known;
	};
	let array = firstArray;
	const rows = segments.reduce((sum, r) => sum + r, 0);
	for (let block = 0; block < copies * blocks; block++) {
		const chipOf = segments.map(() =>
			Array.from({ length: perSegment }, () =>
				Math.floor(array++ / arraysPerChip),
			),
		);
		chipOf.forEach((tiles, s) => {
			for (const chip of new Set(tiles)) of(chip).inputs += segments[s]! / rows;
		});
		for (let tile = 0; tile < perSegment; tile++) {
			const home = chipOf.at(-1)![tile]!;
			of(home).outputs += 1 / perSegment;
			for (const chip of new Set(chipOf.map((tiles) => tiles[tile]!))) {
				if (chip === home) continue;
				of(chip).sent += 1 / perSegment;
				of(home).received += 1 / perSegment;
			}
		}
	}
	return [...shares]
		.toSorted(([a], [b]) => a - b)
		.map(([chip, share]) => ({
			chip,
			inputs: share.inputs / (copies * blocks),
			outputs: share.outputs / (copies * blocks),
			partialSumsSent: share.sent / (copies * blocks),
			partialSumsReceived: share.received / (copies * blocks),
		}));
}

describe("a layer cut where chips end", () => {
	test("has the inputs, outputs and partial sums on each chip that laying it out array by array shows", () => {
		let cut = 0;
		fc.assert(
			fc.property(layers, (given) => {
				const { plan, copies, firstArray, arraysPerChip } = given;
				const ours = chipShares(plan, copies, firstArray, arraysPerChip);
				const laidOut = byLayingOut(given);
				expect(ours.map(({ chip }) => chip)).toEqual(
					laidOut.map(({ chip }) => chip),
				);
				if (ours.length > 1) cut++;
				let sent = 0;
				let received = 0;
				ours.forEach((share, n) => {
					const expected = laidOut[n]!;
					expect(share.inputs).toBeCloseTo(expected.inputs, 9);
					expect(share.outputs).toBeCloseTo(expected.outputs, 9);
					expect(share.partialSumsSent).toBeCloseTo(
						expected.partialSumsSent,
						9,
					);
					sent += share.partialSumsSent;
					received += share.partialSumsReceived;
					// Which of the outputs two chips share is exact where no third one has a part in them.
					const chipsOfBlock =
						(plan.arraysPerCopy / given.blocks - 1) / arraysPerChip + 1;
					if (chipsOfBlock <= 2)
						expect(share.partialSumsReceived).toBeCloseTo(
							expected.partialSumsReceived,
							9,
						);
				});
				expect(received).toBeCloseTo(sent, 9);
				expect(ours.reduce((sum, { outputs }) => sum + outputs, 0)).toBeCloseTo(
					1,
					9,
				);
			}),
			{ numRuns: 500 },
		);
		expect(cut).toBeGreaterThan(200);
	});
});
