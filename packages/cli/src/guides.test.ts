import { spawn, spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import {
	bringOwnFiles,
	emptyProject,
	followDocument,
} from "./document.support.js";

const guides = readdirSync(
	fileURLToPath(new URL("../../../docs/guides", import.meta.url)),
);
const CLUSTER = "sweep-on-a-cluster.md";
const hasRedis = spawnSync("redis-server", ["--version"]).status === 0;

describe("what a guide says can be done as it stands there", () => {
	test.each(guides.filter((guide) => guide !== CLUSTER))(
		"%s",
		async (guide) => {
			const project = emptyProject();
			bringOwnFiles(project, 60);
			const printed = await followDocument(`docs/guides/${guide}`, project);
			expect(printed.length).toBeGreaterThan(0);
			for (const { text, stdout } of printed)
				expect([text, stdout === ""]).toEqual([text, false]);
			if (guide === "reading-results.md")
				expect(printed.find(({ language }) => language === "js")!.stdout).toBe(
					"breakdown / total: 1.000000\n",
				);
		},
		240_000,
	);

	test.skipIf(!hasRedis)(
		CLUSTER,
		async () => {
			const port = await startRedis();
			const project = emptyProject();
			await followDocument(`docs/guides/${CLUSTER}`, project, [
				["head-node:6379", `127.0.0.1:${port}`],
			]);
		},
		240_000,
	);
});

/** A server that keeps nothing, until the test is over. */
async function startRedis(): Promise<number> {
	const port = await freePort();
	const server = spawn("redis-server", ["--port", String(port), "--save", ""]);
	onTestFinished(() => void server.kill("SIGKILL"));
	await new Promise<void>((resolve) => {
		server.stdout.on("data", (text) => {
			if (String(text).includes("Ready to accept")) resolve();
		});
	});
	return port;
}

function freePort(): Promise<number> {
	return new Promise((resolve) => {
		const server = createServer().listen(0, "127.0.0.1", () => {
			const { port } = server.address() as { port: number };
			server.close(() => resolve(port));
		});
	});
}
