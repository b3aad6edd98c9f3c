/** ISAAC-SE as a design file. */
export const isaacSeDesign = `# ISAAC-SE: Shafiee et al., ISCA 2016, the configuration of best storage density. Its components are ISAAC-CE's; how many
# arrays share a converter follows from its published figures of merit.
extends: isaac
name: isaac-se
description: "ISAAC-SE (ISCA 2016): ISAAC-CE's chip with 256 arrays on each ADC, as its published figures have it"

hierarchy:
  source: "ours: 54.79 MiB/mm2 of 4 KiB arrays and 140.3 GOPS/mm2 (published, from memory, to be checked) are 10.0 MOPS an array, where an array with an ADC of its own gives 2560: 256 arrays an ADC; tiles, PEs and ADCs are ISAAC-CE's"
  crossbarsPerPe: 2048
  adcsPerPe: 8
`;
