import { createChunkWorker } from "@mho/engine";
import { expose } from "comlink";
import { createSession } from "./create-session.js";

/** Name of the workers that a session starts for its images: they run this same file, which is there already. */
const IMAGES = "images";

const startWorker = (): Worker =>
	new Worker(self.location.href, { type: "module", name: IMAGES });

if (self.name === IMAGES) expose(createChunkWorker());
else expose(createSession(startWorker));
