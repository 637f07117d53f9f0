// The book has no door; this file only keeps the project non-empty.
export {};
