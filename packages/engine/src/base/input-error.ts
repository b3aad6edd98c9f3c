/**
 * Something that the user handed in is wrong. The message is one line: where, what was found, what was
 * expected. Command-line programs print it without a stack trace and exit with 2.
 */
export class InputError extends Error {
	override readonly name = "InputError";
}
