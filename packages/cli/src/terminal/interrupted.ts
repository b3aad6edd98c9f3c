/** The user has stopped what was going on, and all that was to be said has been said. */
export class Interrupted extends Error {
	override readonly name = "Interrupted";
}
