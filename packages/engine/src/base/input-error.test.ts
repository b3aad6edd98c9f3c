import { expect, test } from "vitest";
import { InputError } from "./input-error.js";

test("a message is one line that does nothing to a terminal", () => {
	expect(new InputError("weights a\nb\u001b[2J\u009b: é ✓").message).toBe(
		"weights a\\x0ab\\x1b[2J\\x9b: é ✓",
	);
});
