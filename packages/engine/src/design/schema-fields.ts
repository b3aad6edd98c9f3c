import * as z from "zod";

/** A width, or another whole number, within a range. */
export const bits = (from: number, to: number): z.ZodInt =>
	z.int().min(from).max(to);
/** How many there are. */
export const count: z.ZodInt = z.int().positive();
/** Where a figure is from. */
export const source: z.ZodString = z
	.string()
	.min(10, "expected where the figure is from: paper, table, row, arithmetic");
