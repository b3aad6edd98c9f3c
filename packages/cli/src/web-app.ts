import { fileURLToPath } from "node:url";

/** Folder of the built web app, beside that of this file. */
export const WEB_APP: string = fileURLToPath(
	new URL("../web", import.meta.url),
);
