/**
 * Something that the user handed in is wrong. The message is one line: where, what was found, what was
 * expected. Command-line programs print it without a stack trace and exit with 2. Names in it come from files that
 * may be damaged: their control characters are escaped.
 */
export class InputError extends Error {
	override readonly name = "InputError";

	constructor(message: string) {
		super(message.replace(/\p{Cc}/gu, escaped));
	}
}

function escaped(character: string): string {
	return `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`;
}
