/** Style of a report page: the reader's colours, a column that a phone and a sheet of paper hold. */
export const REPORT_STYLE: string = `
:root { color-scheme: light dark; --line: #8884; --page: #fff; --ink: #1a1a1a; --dim: #5f5f5f; }
@media (prefers-color-scheme: dark) { :root { --page: #16181b; --ink: #e8e8e8; --dim: #aaa; } }
@media print { :root { --page: #fff; --ink: #000; --dim: #444; } }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.45 system-ui, Helvetica, Arial, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { font-size: 1.5rem; margin: 0 0 1rem; }
h2 { font-size: 1.1rem; margin: 2.2rem 0 .6rem; }
figure { margin: 0; }
figcaption, .note { color: var(--dim); font-size: .87rem; margin: .5rem 0; max-width: 46rem; }
.plot svg { max-width: 100%; height: auto; }
.scroll { overflow-x: auto; max-height: 40rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .87rem; }
th, td { padding: .2rem .8rem .2rem 0; text-align: left; font-weight: normal; border-bottom: 1px solid var(--line); white-space: nowrap; }
thead th { color: var(--dim); position: sticky; top: 0; background: var(--page); }
.right { text-align: right; }
.facts td { white-space: normal; }
pre { overflow: auto; max-height: 40rem; padding: .8rem; border: 1px solid var(--line); font-size: .8rem; }
button { font: inherit; font-size: .8rem; padding: .15rem .6rem; margin-right: .4rem; }
details { margin-top: .4rem; font-size: .87rem; }
footer { color: var(--dim); font-size: .8rem; text-align: center; padding-bottom: 2rem; }
@media print {
	.exports, details, footer { display: none; }
	section { break-inside: avoid; }
	.scroll, pre { overflow: visible; max-height: none; }
	pre { white-space: pre-wrap; }
}
`;
