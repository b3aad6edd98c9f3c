import { fileURLToPath } from "node:url";

/** Folders of the package beside that of this file, which is `dist` or `bundle`. */
const folder = (name: string): string =>
	fileURLToPath(new URL(`../${name}`, import.meta.url));

/** The built web app. */
export const WEB_APP: string = folder("web");

/** The digits of MNIST as gzipped idx files, written by `scripts/pack-digits.js`. */
export const DIGITS: string = folder("digits");
