import { expect, test } from "vitest";
import { InputError } from "./input-error.js";
import { type Migration, migrate } from "./migrate.js";

/** A format whose `width` became `columns`, and whose `columns` then became a field of `crossbar`. */
const steps: readonly Migration[] = [
	{
		from: "mho/design/2",
		change: ({ columns, ...rest }) => ({ ...rest, crossbar: { columns } }),
	},
	{
		from: "mho/design/1",
		change: ({ width, ...rest }) => ({ ...rest, columns: width }),
	},
	{
		from: "mho/data/1",
		change: () => {
			throw new Error("of another format");
		},
	},
];

test("a file of an older version goes through every step to the present one", () => {
	const oldest = { schema: "mho/design/1", name: "mine", width: 64 };
	const present = {
		schema: "mho/design/3",
		name: "mine",
		crossbar: { columns: 64 },
	};
	expect(migrate(oldest, "mho/design/3", steps)).toEqual(present);
	const older = { schema: "mho/design/2", name: "mine", columns: 64 };
	expect(migrate(older, "mho/design/3", steps)).toEqual(present);
	expect(migrate(present, "mho/design/3", steps)).toBe(present);
	expect(oldest).toEqual({ schema: "mho/design/1", name: "mine", width: 64 });
});

test.each([
	[{ name: "states no version" }],
	[{ schema: "mho/data/9", name: "another format" }],
	[{ schema: 7 }],
	[{ schema: "design" }],
])("%j is left for others to judge", (fields) => {
	expect(migrate(fields, "mho/design/3", steps)).toBe(fields);
});

test("a newer version, and one that nothing leads on from, is refused", () => {
	expect(() =>
		migrate({ schema: "mho/design/9" }, "mho/design/3", steps),
	).toThrow(
		new InputError(
			"found mho/design/9, which a newer mho has written, expected mho/design/3",
		),
	);
	expect(() =>
		migrate({ schema: "mho/design/0" }, "mho/design/3", steps),
	).toThrow(
		new InputError(
			"found mho/design/0, expected mho/design/3: there is no way from version 0 on",
		),
	);
});
