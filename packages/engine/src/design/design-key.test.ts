import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { anyDesign } from "../presets/design.arbitrary.js";
import { presetDesign } from "../presets/preset-designs.js";
import { contentKey, designKey } from "./design-key.js";

/** Every map with its fields the other way round. */
function reversed(value: unknown): unknown {
	if (typeof value !== "object" || value === null) return value;
	if (Array.isArray(value)) return value.map(reversed);
	return Object.fromEntries(
		Object.entries(value)
			.reverse()
			.map(([key, part]) => [key, reversed(part)]),
	);
}

test("a key is the head of SHA-256", () => {
	fc.assert(
		fc.property(fc.string({ unit: "grapheme" }), (text) => {
			expect(contentKey(text)).toBe(
				createHash("sha256").update(text).digest("hex").slice(0, 32),
			);
		}),
	);
});

test("a design's key is that of its content: not of its name, the order of its fields, or the objects that hold them", () => {
	fc.assert(
		fc.property(anyDesign(), (design) => {
			const key = designKey(design);
			expect(designKey(reversed(design) as typeof design)).toBe(key);
			expect(designKey(JSON.parse(JSON.stringify(design)))).toBe(key);
			expect(designKey({ ...design, name: "other", description: "" })).toBe(
				key,
			);
		}),
	);
});

test("whatever field is changed, the key is another one", () => {
	const design = presetDesign("isaac");
	const keys = new Set([designKey(design)]);
	let fields = 0;
	const change = (value: unknown, replace: (other: unknown) => unknown) => {
		if (typeof value === "object" && value !== null) {
			for (const [name, part] of Object.entries(value))
				change(part, (other) => replace({ ...value, [name]: other }));
			return;
		}
		fields++;
		keys.add(designKey(replace("changed") as typeof design));
	};
	const { name: _, description: __, ...counted } = design;
	change(counted, (other) => ({ ...design, ...(other as object) }));
	expect(fields).toBeGreaterThan(100);
	expect(keys.size).toBe(fields + 1);
});
