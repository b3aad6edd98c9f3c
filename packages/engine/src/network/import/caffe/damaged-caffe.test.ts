import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { damage, damaged, refusal } from "../../../base/damage.support.js";
import { inferShapes } from "../../infer-shapes.js";
import type { Network } from "../../network.js";
import {
	bytes,
	caffemodel,
	definition,
	detector,
	lenet,
	lenetBlobs,
	lenetFiles,
} from "./caffe-files.support.js";
import {
	type CaffeFiles,
	type ImportCaffeOptions,
	importCaffe,
} from "./import-caffe.js";

describe("a broken file", () => {
	const options: ImportCaffeOptions = { inputShape: [1, 8, 8] };
	const attempt = (files: CaffeFiles): Network | undefined => {
		let network: Network | undefined;
		refusal(() => {
			network = importCaffe(files, "broken", options);
		});
		return network;
	};
	/** A valid network or an error of one line, whatever the bytes are. */
	const survives = (files: CaffeFiles): void => {
		const network = attempt(files);
		if (network) inferShapes(network);
	};
	const text = lenetFiles().prototxt!;
	const weights = lenetFiles().caffemodel!;
	const bare = caffemodel(lenetBlobs, "v1");

	test("is refused wherever it is cut", () => {
		for (let length = 0; length < text.length; length++)
			survives({ prototxt: text.subarray(0, length) });
		for (let length = 0; length < weights.length; length++)
			expect(
				attempt({ prototxt: text, caffemodel: weights.subarray(0, length) }),
			).toBeUndefined();
	});

	test("is refused or read where bits of it are turned", () => {
		const flips = (bytes: Uint8Array) =>
			fc
				.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(7)), {
					minLength: 1,
					maxLength: 4,
				})
				.map((places) => {
					const broken = new Uint8Array(bytes);
					for (const [at, bit] of places) broken[at]! ^= 1 << bit;
					return broken;
				});
		const seeded = { seed: 1, numRuns: 1500 };
		fc.assert(
			fc.property(flips(text), (prototxt) => survives({ prototxt })),
			seeded,
		);
		fc.assert(
			fc.property(flips(weights), (caffemodel) =>
				survives({ prototxt: text, caffemodel }),
			),
			seeded,
		);
		fc.assert(
			fc.property(flips(bare), (caffemodel) => survives({ caffemodel })),
			seeded,
		);
	});

	test("is refused or read where it is cut, grown or has extreme numbers", () => {
		const double = caffemodel(lenetBlobs, "double");
		fc.assert(
			fc.property(damage, (how) => {
				survives({ prototxt: damaged(text, how) });
				for (const file of [weights, double])
					survives({ prototxt: text, caffemodel: damaged(file, how) });
				survives({ caffemodel: damaged(bare, how) });
			}),
			{ seed: 20180122, numRuns: 1000 },
		);
	});

	test("is refused where its numbers are beyond float32", () => {
		const { conv, ...others } = lenetBlobs;
		const [first, ...rest] = conv!;
		const data = Float64Array.from(first!.data).fill(1e300, 0, 1);
		const huge = { ...others, conv: [{ ...first!, data }, ...rest] };
		expect(
			refusal(() =>
				importCaffe({ prototxt: text, caffemodel: caffemodel(huge, "double") }),
			),
		).toBe("conv (line 4): weights: 1e+300 is beyond float32");
	});

	test("is refused or read where numbers of it are others", () => {
		const source = Buffer.from(text).toString() + detector;
		const numbers = [...source.matchAll(/(?<=: )\d+/g)];
		const value = fc.constantFrom(
			0,
			7,
			1e3,
			65537,
			2 ** 28,
			2 ** 31,
			2 ** 40,
			1e300,
		);
		fc.assert(
			fc.property(
				fc.array(fc.tuple(fc.nat(numbers.length - 1), value), {
					minLength: 1,
					maxLength: 3,
				}),
				(changes) => {
					let changed = source;
					const last = new Map(changes);
					for (const [i, to] of [...last].toSorted(([a], [b]) => b - a)) {
						const { index, 0: old } = numbers[i]!;
						changed = `${changed.slice(0, index)}${to}${changed.slice(index + old.length)}`;
					}
					survives({ prototxt: bytes(changed) });
				},
			),
			{ seed: 1, numRuns: 1500 },
		);
	});

	test("that nests or repeats without end is read in bounded time", () => {
		survives({ prototxt: bytes("layer{".repeat(100_000)) });
		survives({ prototxt: bytes("a:1 ".repeat(300_000)) });
		survives({ prototxt: bytes(`a: "${"x".repeat(1_000_000)}`) });
		survives({ prototxt: bytes("#".repeat(1_000_000)) });
		survives({
			prototxt: definition(lenet.input, `${lenet.layers}\n`.repeat(500)),
		});
	});
});
