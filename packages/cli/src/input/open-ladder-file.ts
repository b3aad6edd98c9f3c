import { readTunedLadder, type TunedLadder } from "@mho/engine";
import { readInputFile } from "./read-input-file.js";

/**
 * Designs that `mho ladder` has written.
 *
 * @throws InputError where the file cannot be read or is no such file
 */
export function openLadderFile(file: string): TunedLadder {
	const text = new TextDecoder().decode(readInputFile(file, "ladder"));
	return readTunedLadder(text, file);
}
