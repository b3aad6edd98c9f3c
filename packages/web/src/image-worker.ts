import { createChunkWorker } from "@mho/engine";
import { expose } from "comlink";

expose(createChunkWorker());
