/** The tones that the names of colours stand for, on light and on dark ground. */
import { COLOURS, type ColourName } from '../ir/picture.js';

export interface Tone {
  readonly fill: string;
  readonly stroke: string;
  readonly ink: string;
}

type Tones = Readonly<Record<ColourName, Tone>>;

export const LIGHT: Tones = {
  plain: { fill: '#ffffff', stroke: '#7a868f', ink: '#1b2227' },
  grey: { fill: '#e8ecef', stroke: '#a3adb5', ink: '#525d66' },
  red: { fill: '#fde3e3', stroke: '#c0262d', ink: '#8f1d22' },
  orange: { fill: '#ffe8d1', stroke: '#c2560c', ink: '#8a3f0a' },
  gold: { fill: '#fdefb8', stroke: '#a87b00', ink: '#6b4e00' },
  green: { fill: '#dcf3e2', stroke: '#1c7f45', ink: '#14582f' },
  teal: { fill: '#d5f1ec', stroke: '#0f766e', ink: '#0b544e' },
  blue: { fill: '#dfeafd', stroke: '#2563eb', ink: '#1c48a8' },
  violet: { fill: '#ece4fb', stroke: '#7446c9', ink: '#52319a' },
};

const DARK: Tones = {
  plain: { fill: '#1c2227', stroke: '#7d8a94', ink: '#e4e9ed' },
  grey: { fill: '#262d33', stroke: '#5f6b74', ink: '#a9b4bd' },
  red: { fill: '#4a1f22', stroke: '#ff7b7b', ink: '#ffc4c4' },
  orange: { fill: '#47290f', stroke: '#f59a52', ink: '#ffd3b0' },
  gold: { fill: '#4a3a06', stroke: '#e9bf45', ink: '#ffe6a0' },
  green: { fill: '#16391f', stroke: '#5fd38d', ink: '#b8f0cc' },
  teal: { fill: '#12332f', stroke: '#4fd1bf', ink: '#b5efe6' },
  blue: { fill: '#1a2f55', stroke: '#7fb0ff', ink: '#cfe1ff' },
  violet: { fill: '#33255a', stroke: '#b595f5', ink: '#e2d6ff' },
};

export const GROUND = { light: '#ffffff', dark: '#15191d' } as const;

/** What a dark page puts in place of the light tones that are written on the marks; `under`: a selector. */
export function darkStyle(under: string): string {
  const rules = COLOURS.map((name) => {
    const { fill, stroke, ink } = DARK[name];
    const tone = `${under} .tone-${name}`;
    return `${tone} .body{fill:${fill};stroke:${stroke}}${tone} .path{stroke:${stroke}}${tone} .head{fill:${stroke}}${tone} text{fill:${ink}}`;
  });
  const ground = `${under} .ground{fill:${GROUND.dark}}${under} .halo{stroke:${GROUND.dark}}`;
  return [ground, ...rules].join('\n');
}
