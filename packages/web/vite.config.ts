import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Built into the command line's package, which serves it; the files work from any folder of any static host. */
export default defineConfig({
	base: "./",
	plugins: [react()],
	assetsInclude: ["**/*.onnx"],
	worker: { format: "es" },
	build: {
		target: "es2023",
		outDir: "../cli/web",
		emptyOutDir: true,
		chunkSizeWarningLimit: 1200,
	},
});
