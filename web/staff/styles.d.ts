/** Style sheets that a page imports for their effect; the bundler puts them into one file. */
declare module '*.css';
