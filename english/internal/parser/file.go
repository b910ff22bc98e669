package parser

import (
	"casus/english/internal/kernel"
	"casus/english/internal/pack"
)

// Weights is a parser as training makes it.
type Weights struct {
	Roles     *kernel.Dense // Width to NumRoles·Width
	Missing   []int16       // NumRoles·Width values for no word, as many for the root
	Bias      kernel.Row
	Structure kernel.Rows // StructureRows rows
	Actions   *kernel.Dense
	Relations [2]*kernel.Dense
}

// Write packs the weights.
func (w *Weights) Write(p *pack.Writer) {
	w.Roles.Write(p)
	for _, x := range w.Missing {
		p.Int(int64(x))
	}
	for _, x := range w.Bias {
		p.Int(int64(x))
	}
	w.Structure.Write(p)
	w.Actions.Write(p)
	w.Relations[0].Write(p)
	w.Relations[1].Write(p)
}

// ReadModel unpacks what Write wrote.
func ReadModel(r *pack.Reader) *Model {
	m := &Model{roles: kernel.ReadMatrix(r, kernel.Width, roleValues), missing: make([]int16, 2*roleValues)}
	for i := range m.missing {
		m.missing[i] = int16(r.Int())
	}
	for i := range m.bias {
		m.bias[i] = int16(r.Int())
	}
	m.structure = kernel.ReadTable(r)
	if m.structure.Rows() != StructureRows {
		r.Fail()
	}
	m.actions = kernel.ReadMatrix(r, kernel.Width, ActionOutputs)
	m.relations[0] = kernel.ReadMatrix(r, kernel.Width, RelationOutputs)
	m.relations[1] = kernel.ReadMatrix(r, kernel.Width, RelationOutputs)
	return m
}
