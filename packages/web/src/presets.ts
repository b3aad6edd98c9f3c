// Loaded behind the first page: the texts of all presets are a fiftieth of it.
export { presetDesigns } from "@mho/engine";
