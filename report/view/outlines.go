package view

import "casus/borders"

// Outlines is the boundaries of regions as GeoJSON, except for one thing: outlines are
// wound with the clock and holes against it, as seen on a map with north up. RFC 7946
// has it the other way; d3-geo takes what lies to the right of a line for its inside,
// and would fill the rest of the world.
type Outlines struct {
	Type     string    `json:"type"` // FeatureCollection
	Features []Outline `json:"features"`
}

// Outline is that of a region.
type Outline struct {
	Type     string   `json:"type"` // Feature
	ID       string   `json:"id"`   // of the region
	Geometry Geometry `json:"geometry"`
}

// Geometry is the polygons of a region.
type Geometry struct {
	Type        string            `json:"type"`        // MultiPolygon
	Coordinates []borders.Polygon `json:"coordinates"` // longitude and latitude in degrees, to three decimals: about 100 m
}
