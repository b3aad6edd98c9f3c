export { type LabelledBytes, parseCifar10 } from "./base/cifar10.js";
export { type ByteTensor, parseIdx } from "./base/idx.js";
export { InputError } from "./base/input-error.js";
export { type Migration, migrate } from "./base/migrate.js";
export { type NumberArray, type NumberTensor, parseNpy } from "./base/npy.js";
export { parseNpz } from "./base/npz.js";
export { type PlaceRandom, randomFor, shuffledOrder } from "./base/random.js";
export { sizeOf, type Tensor } from "./base/tensor.js";
export type { Cost, CostEntry, LayerCost } from "./cost/cost.js";
export { resizeBuffer } from "./cost/memory-fit.js";
export { scaleDesign } from "./cost/technology-scaling.js";
export {
	type DataFile,
	PREPROCESS_DEFAULTS,
	type Preprocess,
	type RawImages,
} from "./data/data-file.js";
export { dataFileJsonSchema } from "./data/data-file-schema.js";
export { decodeImage } from "./data/decode-image.js";
export {
	type LabelledFile,
	parseLabelTable,
} from "./data/parse-label-table.js";
export { preprocess } from "./data/preprocess.js";
export { resolveDataFile } from "./data/resolve-data-file.js";
export { DESIGN_SCHEMA, type Design } from "./design/design.js";
export { contentKey, designKey } from "./design/design-key.js";
export { designJsonSchema } from "./design/design-schema.js";
export { type DesignDifference, diffDesigns } from "./design/diff-designs.js";
export {
	type DesignLookup,
	resolveDesign,
} from "./design/resolve-design.js";
export type { YamlSource } from "./design/yaml-file.js";
export {
	cellResistance,
	gapOf,
	type RramParameters,
} from "./device/compact-model/rram-model.js";
export {
	rramParameters,
	rramParametersOf,
} from "./device/compact-model/rram-parameters.js";
export {
	type CellState,
	pulseTrain,
	runWaveform,
	type TracePoint,
	triangleWave,
	type WaveformRun,
} from "./device/compact-model/run-waveform.js";
export {
	CELL_SPREAD_DEFAULTS,
	type CellSpread,
	spreadCell,
	WRITE_VERIFY_DEFAULTS,
	type WriteVerifyOptions,
	type WriteVerifyRun,
	writeVerify,
} from "./device/compact-model/write-verify.js";
export {
	type DiagnosedEffect,
	type DiagnosedLayer,
	type Diagnosis,
	diagnose,
} from "./evaluate/diagnose.js";
export {
	type EvaluateOptions,
	type Evaluation,
	evaluate,
} from "./evaluate/evaluate.js";
export { type CostEvaluation, evaluateCost } from "./evaluate/evaluate-cost.js";
export {
	evaluateTrials,
	type Trials,
	type TrialsEvaluation,
} from "./evaluate/evaluate-trials.js";
export type { ExpectedLoss } from "./evaluate/expected-loss.js";
export type { Factor, Term } from "./evaluate/explain/action-terms.js";
export {
	type ExplainedConstant,
	type Explanation,
	explainCost,
} from "./evaluate/explain/explain-cost.js";
export {
	type ChunkAnswer,
	createChunkWorker,
	type ImageChunk,
	type ImageExecutor,
	inProcess,
	joinResults,
	type SendChunk,
	sendTaskOnce,
	spreadImages,
} from "./evaluate/image-executor.js";
export {
	type ImageResult,
	type ImageTask,
	type ImageWork,
	openImageTask,
} from "./evaluate/image-task.js";
export {
	type CrossbarInspection,
	type CrossbarPlaceChoice,
	inspectCrossbar,
} from "./evaluate/inspect-crossbar.js";
export { type KeepStage, keepStages } from "./evaluate/kept-stages.js";
export {
	type LayerColumnSums,
	layerColumnSums,
} from "./evaluate/layer-column-sums.js";
export { type MeanInterval, meanInterval } from "./evaluate/mean-interval.js";
export type { PairedDifference } from "./evaluate/paired-difference.js";
export {
	type EvaluationData,
	type Images,
	type LabelledImages,
	type PreparedNetwork,
	prepareNetwork,
} from "./evaluate/prepare-network.js";
export {
	columnSumsOf,
	type SampledLayers,
} from "./evaluate/sample-calibration-images.js";
export {
	CALIBRATION_IMAGES,
	imagesToCalibrate,
	type SplitOptions,
	splitData,
} from "./evaluate/split-data.js";
export {
	type JudgeBy,
	judgements,
} from "./explore/accuracy-budget.js";
export { type KnobKind, knobKinds, parseKnobs } from "./explore/knob.js";
export { gains, type Objective, parseObjective } from "./explore/objective.js";
export {
	OPTIMIZE_DEFAULTS,
	type Optimization,
	type OptimizeOptions,
	optimizeDesign,
	type Tuned,
} from "./explore/optimize-design.js";
export {
	type AnalysedPoint,
	analysePoints,
	type ParetoAnalysis,
} from "./explore/pareto/analyse-points.js";
export {
	pointsOfRows,
	type ResultPoints,
	type ResultRow,
	spaceOfPoints,
} from "./explore/pareto/points-of-rows.js";
export { openSearch, type SearchSession } from "./explore/search-session.js";
export {
	SENSITIVITY_DEFAULTS,
	type Sensitivity,
	sensitivity,
} from "./explore/sensitivity.js";
export type { Ask, Search, Told } from "./explore/strategies/search.js";
export { searchSpace } from "./explore/strategies/search-space.js";
export {
	allChoices,
	type Choice,
	countChoices,
	validChoice,
} from "./explore/sweep/choices.js";
export {
	type CostStages,
	createCostStages,
} from "./explore/sweep/cost-stages.js";
export {
	createPointEvaluator,
	type EvaluatePoint,
	type PointSources,
} from "./explore/sweep/evaluate-points.js";
export {
	type Metric,
	metricNames,
	metrics,
	type PointFigures,
	pointFigureNames,
} from "./explore/sweep/metric.js";
export {
	createPointDesigner,
	type Point,
	type PointDesigner,
} from "./explore/sweep/point-designer.js";
export { type ContentKeys, pointKey } from "./explore/sweep/point-key.js";
export type { PointResult, PointTask } from "./explore/sweep/point-result.js";
export { resolveSpace } from "./explore/sweep/resolve-space.js";
export type { PointSpace, Space } from "./explore/sweep/space.js";
export { spaceJsonSchema } from "./explore/sweep/space-schema.js";
export type { Gemm, GemmProblem } from "./kernels/gemm/contract.js";
export { referenceGemm } from "./kernels/gemm/reference.js";
export { createWasmGemm } from "./kernels/gemm/wasm.js";
export type { ConvolutionGeometry } from "./kernels/lower-convolution/contract.js";
export { wasmLowerConvolution as lowerConvolution } from "./kernels/lower-convolution/wasm.js";
export {
	NO_WIRES,
	type WireNetwork,
	type WireNetworkSolver,
	type WireResistances,
} from "./kernels/wire-network/contract.js";
export { createWasmWireSolver } from "./kernels/wire-network/wasm.js";
export { checkEncoders } from "./map/check-encoders.js";
export { withClassScores } from "./network/class-scores.js";
export { convolutionGeometry } from "./network/convolution-geometry.js";
export { exportOnnx } from "./network/export/export-onnx.js";
export {
	type FloatReferenceOptions,
	runFloatReference,
} from "./network/float-reference.js";
export {
	type CaffeFiles,
	type ImportCaffeOptions,
	importCaffe,
} from "./network/import/caffe/import-caffe.js";
export { namedAfterFile } from "./network/import/named-after-file.js";
export { importOnnx } from "./network/import/onnx/import-onnx.js";
export type { ImportOnnxOptions } from "./network/import/onnx/import-onnx-options.js";
export { inferShapes } from "./network/infer-shapes.js";
export { type LayerShape, layerShapes, macsOf } from "./network/layer-shape.js";
export type {
	Network,
	NetworkNode,
	UnsupportedLayer,
} from "./network/network.js";
export type { ZooNetwork } from "./network/zoo/zoo-network.js";
export { findZooNetwork, zooNetworks } from "./network/zoo/zoo-networks.js";
export {
	allCircumstances,
	type Circumstances,
	climbRungs,
	gainOf,
	type MeasuredLadder,
	type MeasuredRung,
} from "./presets/asp-dac-2018/climb-rungs.js";
export {
	type CostedLadder,
	costRungs,
} from "./presets/asp-dac-2018/cost-rungs.js";
export { aspDac2018Design } from "./presets/asp-dac-2018/design.js";
export {
	headlineGain,
	headlineMean,
	headlines,
	type LadderSummary,
	summariseLadders,
} from "./presets/asp-dac-2018/headline.js";
export {
	climbLadder,
	type LadderRung,
	ladderSteps,
} from "./presets/asp-dac-2018/ladder.js";
export {
	type LadderRecord,
	readLadderRecord,
	recordLadder,
} from "./presets/asp-dac-2018/ladder-record.js";
export { reproduceAspDac2018 } from "./presets/asp-dac-2018/reproduce-asp-dac-2018.js";
export {
	type Rung,
	type RungName,
	rungs,
	tuneLadder,
} from "./presets/asp-dac-2018/rungs.js";
export {
	tunedLadder,
	tunedLadders,
} from "./presets/asp-dac-2018/tuned/tuned-ladders.js";
export {
	changesOf,
	readTunedLadder,
	type TunedLadder,
	writeTunedLadder,
} from "./presets/asp-dac-2018/tuned-ladder.js";
export { reproduceIsaac } from "./presets/isaac/reproduce-isaac.js";
export type { Preset, PublishedFigure } from "./presets/preset.js";
export {
	type PresetDesign,
	presetDesign,
	presetDesigns,
	presetLookup,
} from "./presets/preset-designs.js";
export {
	findPreset,
	presets,
} from "./presets/presets.js";
export type { PublishedRow } from "./presets/published-row.js";
export { publishedRows } from "./presets/published-rows.js";
export type { ReproducedFigure } from "./presets/reproduced-figure.js";
export { costComparisonTables } from "./report/cost-comparison-tables.js";
export { costedLadderTable } from "./report/costed-ladder-table.js";
export { diagnosisTables } from "./report/diagnosis-tables.js";
export {
	comparisonTable,
	costEvaluationTables,
	evaluationTables,
} from "./report/evaluation-tables.js";
export { explanationTables } from "./report/explanation-tables.js";
export {
	formatAccuracy,
	formatArea,
	formatCount,
	formatPercent,
	formatPoints,
	formatQuantity,
	formatRatio,
} from "./report/format-quantity.js";
export { headlineTables } from "./report/headline-tables.js";
export { expectedLossText, LOSS_NOTE } from "./report/loss-text.js";
export { networkTable, nodeTable } from "./report/network-tables.js";
export { optimizationTables } from "./report/optimization-tables.js";
export { paretoTables } from "./report/pareto-tables.js";
export { publishedTable } from "./report/published-table.js";
export {
	ladderTable,
	reproductionTable,
} from "./report/reproduction-tables.js";
export { rungTables } from "./report/rung-tables.js";
export { sensitivityTable } from "./report/sensitivity-table.js";
export { type Column, left, right, type Table } from "./report/table.js";
export {
	CROSSBAR_SCHEMA,
	type CrossbarOptions,
	type CrossbarResult,
	runCrossbarCase,
} from "./simulate/crossbar-case/crossbar-case.js";
