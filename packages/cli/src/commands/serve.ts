import { existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { InputError } from "@mho/engine";
import { type Command, InvalidArgumentError, Option } from "commander";
import sirv from "sirv";
import { WEB_APP } from "../packaged-folders.js";

/** 127.0.0.1 unless the user says otherwise: nobody else's machine sees it. */
const DEFAULT_HOST = "127.0.0.1";
const DEFAULT_PORT = 8717;

const HEADERS = {
	"X-Content-Type-Options": "nosniff",
	"Referrer-Policy": "no-referrer",
	"Cross-Origin-Opener-Policy": "same-origin",
};

/** `mho serve`: the web app from this machine; it computes in the browser and sends nothing anywhere. */
export function addServeCommand(program: Command): void {
	program
		.command("serve")
		.description("open the web app from this machine, in a browser")
		.addOption(
			new Option("--port <number>", "0 takes any free one")
				.argParser(port)
				.default(DEFAULT_PORT),
		)
		.addOption(
			new Option("--host <address>", "who may see it").default(DEFAULT_HOST),
		)
		.addHelpText("after", "\nExample:\n  mho serve --port 8080")
		.action(async (options: { port: number; host: string }) => {
			const server = await serveApp(options);
			const { port: taken } = server.address() as AddressInfo;
			process.stdout.write(
				`mho is at http://${options.host}:${taken}/ (Ctrl-C ends it)\n`,
			);
			process.once("SIGINT", () => server.close());
			process.once("SIGTERM", () => server.close());
		});
}

/**
 * Serves the built app.
 *
 * @throws InputError where the port is taken or the address is not this machine's
 */
export function serveApp({
	port: wanted,
	host,
}: {
	readonly port: number;
	readonly host: string;
}): Promise<Server> {
	if (!existsSync(WEB_APP))
		throw new Error("the web app is not built: npm run build builds it");
	const files = sirv(WEB_APP, {
		etag: true,
		setHeaders: (response) => {
			for (const [name, value] of Object.entries(HEADERS))
				response.setHeader(name, value);
		},
	});
	const server = createServer((request, response) =>
		files(request, response, () => {
			response.writeHead(404, { "Content-Type": "text/plain" });
			response.end("not found\n");
		}),
	);
	return new Promise((resolve, reject) => {
		server.once("error", ({ code }: NodeJS.ErrnoException) =>
			reject(
				new InputError(
					code === "EADDRINUSE"
						? `--port: found ${wanted}, which is taken, expected a free one`
						: `--host ${host}, --port ${wanted}: cannot be served from (${code})`,
				),
			),
		);
		server.listen(wanted, host, () => resolve(server));
	});
}

function port(text: string): number {
	const value = Number(text);
	if (!Number.isInteger(value) || value < 0 || value > 65_535)
		throw new InvalidArgumentError("expected a port, 0 … 65535");
	return value;
}
