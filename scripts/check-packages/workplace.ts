import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Root of the checkout. */
export const REPOSITORY: string = fileURLToPath(
	new URL("../../../", import.meta.url),
);

/** Of all that is packed and installed. */
export const folder: string = mkdtempSync(join(tmpdir(), "mho-packages-"));

/** Of somebody who installs the packages. */
export const project: string = join(folder, "project");
