/**
 * Memory that is used again. Arrays of many megabytes that are made and dropped with every batch of images keep the
 * garbage collector busy, and each of their pages is cleared by the system when it is first touched.
 */
export class BufferPool {
	/** Those that are free, the smallest first. */
	readonly #free: ArrayBuffer[] = [];
	readonly #taken = new WeakSet<ArrayBufferLike>();

	/** At least so many bytes; what is in them does not matter. */
	take(bytes: number): ArrayBuffer {
		const at = this.#free.findIndex(({ byteLength }) => byteLength >= bytes);
		const buffer =
			at < 0 ? new ArrayBuffer(bytes) : this.#free.splice(at, 1)[0]!;
		this.#taken.add(buffer);
		return buffer;
	}

	/** Takes back memory that nobody reads any more; what was not taken from here is left alone. */
	release(buffer: ArrayBufferLike): void {
		if (!this.#taken.delete(buffer)) return;
		const at = this.#free.findIndex(
			({ byteLength }) => byteLength >= buffer.byteLength,
		);
		const before = at < 0 ? this.#free.length : at;
		this.#free.splice(before, 0, buffer as ArrayBuffer);
	}
}
