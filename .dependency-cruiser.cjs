/** The engine's folders in processing order: a folder imports only from folders before it. */
const LAYERS = [
	"base",
	"kernels",
	"design",
	"data",
	"network",
	"quantize",
	"encode",
	"map",
	"device",
	"activity",
	"simulate",
	"cost",
	"evaluate",
	"explore",
	"presets",
	"report",
];

const ENGINE = "^packages/engine/src/";
const EXEMPT = "\\.(test|oracle|golden)\\.ts$|(^|/)index\\.ts$";

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
	forbidden: [
		{
			name: "no-circles",
			comment:
				"Two files that import each other are one file, or a third one is missing.",
			severity: "error",
			from: {},
			to: { circular: true },
		},
		...LAYERS.slice(0, -1).map((layer, i) => ({
			name: `${layer}-imports-to-its-left`,
			comment: `Folders are the data path: ${LAYERS.join(" · ")}`,
			severity: "error",
			from: { path: `${ENGINE}${layer}/`, pathNot: EXEMPT },
			to: { path: `${ENGINE}(${LAYERS.slice(i + 1).join("|")})/` },
		})),
		{
			name: "folders-are-layers",
			comment:
				"A new folder of the engine needs its place in the order of this file.",
			severity: "error",
			from: { path: `${ENGINE}(?!(${LAYERS.join("|")})/)`, pathNot: EXEMPT },
			to: {},
		},
		{
			name: "engine-is-isomorphic",
			comment:
				"Files, threads and sockets are passed in; the engine also runs in a browser.",
			severity: "error",
			from: { path: ENGINE, pathNot: "\\.(test|oracle|golden|support)\\.ts$" },
			to: { dependencyTypes: ["core"] },
		},
		{
			name: "engine-knows-no-front-end",
			severity: "error",
			from: { path: "^packages/engine/" },
			to: { path: "^packages/(cli|web)/" },
		},
		{
			name: "engine-through-its-door",
			comment: "Import @mho/engine, not a path into it.",
			severity: "error",
			from: { path: "^packages/(cli|web)/" },
			to: { path: "^packages/engine/", dependencyTypes: ["local"] },
		},
		{
			name: "library-is-isomorphic",
			comment:
				"What `mho` exports also runs in a page; Node's part is `mho/node`.",
			severity: "error",
			from: {
				path: "^packages/cli/src/(library/|index\\.ts)",
				pathNot: "\\.test\\.ts$",
			},
			to: {
				path: "^packages/cli/src/(?!library/)|^node:",
				dependencyTypesNot: ["npm"],
			},
		},
		{
			name: "library-uses-the-engine-alone",
			severity: "error",
			from: {
				path: "^packages/cli/src/(library/|index\\.ts)",
				pathNot: "\\.test\\.ts$",
			},
			to: {
				dependencyTypes: ["core", "npm", "npm-dev"],
				pathNot: "^packages/engine|^@mho/engine",
			},
		},
		{
			name: "resolvable",
			severity: "error",
			from: { pathNot: EXEMPT },
			to: {
				couldNotResolve: true,
				pathNot: "\\.wasm\\.js$|^@mho/engine|\\?worker",
			},
		},
	],
	options: {
		doNotFollow: { path: "node_modules" },
		exclude: {
			path: "\\.(as|wasm)\\.ts$|(^|/)dist/|^packages/cli/(web|bundle)/|\\.tsbuildinfo$",
		},
		tsPreCompilationDeps: true,
		combinedDependencies: true,
		enhancedResolveOptions: {
			exportsFields: ["exports"],
			conditionNames: ["import", "types", "default"],
		},
	},
};
