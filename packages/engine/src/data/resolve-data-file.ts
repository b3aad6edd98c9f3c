import { checkFields } from "../design/check-fields.js";
import { readYaml, type YamlSource } from "../design/yaml-file.js";
import { DATA_SCHEMA, type DataFile } from "./data-file.js";
import { dataFileJsonSchema, dataFileSchema } from "./data-file-schema.js";

/**
 * Turns YAML or JSON text into a complete, valid data file.
 *
 * @throws InputError with file, line and column, what was found and what was expected
 */
export function resolveDataFile(source: YamlSource): DataFile {
	const file = readYaml(source, "data file", DATA_SCHEMA);
	return checkFields(file.fields, [file], {
		schema: dataFileSchema,
		jsonSchema: dataFileJsonSchema,
	});
}
