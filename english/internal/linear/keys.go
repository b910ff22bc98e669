package linear

// maxKeys is room for the templates of one decision of any stage.
const maxKeys = 128

// Keys are the hashed features of one decision. Each template is known by its
// place in the list, so the order of the calls of Add is part of the model.
type Keys struct {
	list [maxKeys]uint32
	n    int
}

// Reset empties the list.
func (k *Keys) Reset() { k.n = 0 }

// List is the features collected.
func (k *Keys) List() []uint32 { return k.list[:k.n] }

// Add takes the values of the next template.
func (k *Keys) Add(a, b, c uint32) {
	k.list[k.n%maxKeys] = Key(uint32(k.n), a, b, c)
	k.n++
}
