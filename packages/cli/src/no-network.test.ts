import { expect, test } from "vitest";
import { commandLine } from "./command-line.support.js";

const { mhoWith, file } = commandLine();

/** Ends a process, and its threads too, that asks for a name or a connection. */
const WITHOUT_NETWORK = `
	import net from "node:net";
	import dns from "node:dns";
	import dgram from "node:dgram";
	import { syncBuiltinESMExports } from "node:module";
	const refuse = (what) => () => {
		process.stderr.write("asked for the network: " + what + "\\n");
		process.kill(process.pid, "SIGKILL");
	};
	net.Socket.prototype.connect = refuse("connect");
	dns.lookup = refuse("lookup");
	dns.promises.lookup = refuse("lookup");
	dgram.Socket.prototype.send = refuse("send");
	globalThis.fetch = refuse("fetch");
	syncBuiltinESMExports();
`;
const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(WITHOUT_NETWORK)}`;

const few = ["--images", "20", "--threads", "2"];

test.each([
	["run", "lenet5", "--report", "run.html", ...few],
	["cost", "vgg-16", "--report", "cost.html"],
	["compare", "lenet5", "--designs", "isaac,asp-dac-2018", ...few],
	["sweep", "space.yaml", "--threads", "2"],
	["reproduce", "isaac"],
	["network", "list"],
	["init", "mine"],
])("mho %s uses no network", async (...command) => {
	file("space.yaml", "network: lenet5\naxes: { crossbar.rows: [64, 128] }\n");
	const { code, stderr } = await mhoWith({ NODE_OPTIONS }, ...command);
	expect(stderr).not.toContain("asked for the network");
	expect(code).toBe(0);
});

test("a server that the user names is asked for, which this test would see", async () => {
	const { stderr } = await mhoWith(
		{ NODE_OPTIONS },
		...["worker", "--redis", "redis://127.0.0.1:1"],
	);
	expect(stderr).toContain("asked for the network");
});
