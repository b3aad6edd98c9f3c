/** SI quantities are plain numbers; the aliases say which unit a number is in. */
export type Seconds = number;
export type Hertz = number;
export type Joules = number;
export type Watts = number;
export type SquareMetres = number;
export type Metres = number;
export type Ohms = number;
export type Siemens = number;
export type Volts = number;
export type Amperes = number;
export type Kelvins = number;

export const ns = (value: number): Seconds => value * 1e-9;
export const pJ = (value: number): Joules => value * 1e-12;
export const mW = (value: number): Watts => value * 1e-3;
export const um2 = (value: number): SquareMetres => value * 1e-12;
export const mm2 = (value: number): SquareMetres => value * 1e-6;
export const GHz = (value: number): Hertz => value * 1e9;
