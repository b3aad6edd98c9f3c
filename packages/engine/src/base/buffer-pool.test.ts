import { expect, test } from "vitest";
import { BufferPool } from "./buffer-pool.js";

test("memory is used again by what fits in it, the smallest first", () => {
	const pool = new BufferPool();
	const [large, small] = [pool.take(100), pool.take(50)];
	pool.release(large);
	pool.release(small);
	expect(pool.take(40)).toBe(small);
	expect(pool.take(40)).toBe(large);
	expect(pool.take(40).byteLength).toBe(40);
});

test("memory that is taken, twice given back or somebody else's is never handed out", () => {
	const pool = new BufferPool();
	const own = pool.take(8);
	expect(pool.take(8)).not.toBe(own);
	pool.release(own);
	pool.release(own);
	pool.release(new ArrayBuffer(8));
	expect(pool.take(8)).toBe(own);
	expect(pool.take(8)).not.toBe(own);
});
