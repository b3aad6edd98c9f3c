/** ISAAC-PE as a design file. */
export const isaacPeDesign = `# ISAAC-PE: Shafiee et al., ISCA 2016, the configuration of best power efficiency. Its components are ISAAC-CE's; how many
# there are is fitted to its published figures of merit.
extends: isaac
name: isaac-pe
description: "ISAAC-PE (ISCA 2016): ISAAC-CE's components, tiles of 9 PEs and 360 of them, fitted to published figures"

hierarchy:
  source: "ours: 9 PEs a tile and 360 tiles with ISAAC-CE's rows and one chip link give both 466.8 GOPS/mm2 and 644.2 GOPS/W (published, from memory, to be checked); the counts themselves are not in our sources"
  pesPerTile: 9
  tiles: { kind: count, count: 360 }
`;
