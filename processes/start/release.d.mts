export declare const SOURCES: string[];
export declare function makeRelease(root: string): string;
