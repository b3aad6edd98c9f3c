import type { Device } from "../design/design.js";

/** Whether cells hold exactly their levels and are read without noise. */
export function isIdeal({ programming, readNoise }: Device): boolean {
	return programming.kind === "none" && readNoise.kind === "none";
}
