/** Pictures that specifications define: drawn of a state, and set as SVG. */
export { drawPicture, type Body, type DrawnMark, type DrawnPicture, type Link } from './draw.js';
export { frameOf, union, type Frame } from './frame.js';
export { darkStyle } from './palette.js';
export { pictureNodes, pictureSvg, viewBox, type SvgNode } from './svg.js';
