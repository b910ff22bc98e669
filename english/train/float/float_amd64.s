//go:build !purego

#include "textflag.h"

// func tile(c *float32, ldC uintptr, a *float32, rowA, colA uintptr, b *float32, ldB uintptr, k int)
//
// Y0 to Y7 have four rows of sixteen sums. Distances are in bytes.
TEXT ·tile(SB), NOSPLIT, $0-64
	MOVQ c+0(FP), DI
	MOVQ ldC+8(FP), R8
	MOVQ a+16(FP), SI
	MOVQ rowA+24(FP), R9
	MOVQ colA+32(FP), R10
	MOVQ b+40(FP), DX
	MOVQ ldB+48(FP), R11
	MOVQ k+56(FP), CX
	LEAQ (R9)(R9*2), R12
	LEAQ (R8)(R8*2), R13
	VMOVUPS (DI), Y0
	VMOVUPS 32(DI), Y1
	VMOVUPS (DI)(R8*1), Y2
	VMOVUPS 32(DI)(R8*1), Y3
	VMOVUPS (DI)(R8*2), Y4
	VMOVUPS 32(DI)(R8*2), Y5
	VMOVUPS (DI)(R13*1), Y6
	VMOVUPS 32(DI)(R13*1), Y7
	TESTQ CX, CX
	JZ doneTile
loopTile:
	VMOVUPS (DX), Y8
	VMOVUPS 32(DX), Y9
	VBROADCASTSS (SI), Y10
	VBROADCASTSS (SI)(R9*1), Y11
	VBROADCASTSS (SI)(R9*2), Y12
	VBROADCASTSS (SI)(R12*1), Y13
	VFMADD231PS Y8, Y10, Y0
	VFMADD231PS Y9, Y10, Y1
	VFMADD231PS Y8, Y11, Y2
	VFMADD231PS Y9, Y11, Y3
	VFMADD231PS Y8, Y12, Y4
	VFMADD231PS Y9, Y12, Y5
	VFMADD231PS Y8, Y13, Y6
	VFMADD231PS Y9, Y13, Y7
	ADDQ R10, SI
	ADDQ R11, DX
	DECQ CX
	JNZ loopTile
doneTile:
	VMOVUPS Y0, (DI)
	VMOVUPS Y1, 32(DI)
	VMOVUPS Y2, (DI)(R8*1)
	VMOVUPS Y3, 32(DI)(R8*1)
	VMOVUPS Y4, (DI)(R8*2)
	VMOVUPS Y5, 32(DI)(R8*2)
	VMOVUPS Y6, (DI)(R13*1)
	VMOVUPS Y7, 32(DI)(R13*1)
	VZEROUPPER
	RET

// func axpy(y, x *float32, a float32, n int)
TEXT ·axpy(SB), NOSPLIT, $0-32
	MOVQ y+0(FP), DI
	MOVQ x+8(FP), SI
	VBROADCASTSS a+16(FP), Y0
	MOVQ n+24(FP), CX
loopAxpy:
	VMOVUPS (SI), Y1
	VMOVUPS (DI), Y2
	VFMADD231PS Y1, Y0, Y2
	VMOVUPS Y2, (DI)
	ADDQ $32, SI
	ADDQ $32, DI
	SUBQ $8, CX
	JG loopAxpy
	VZEROUPPER
	RET

// func adam(w, grad, mean, power *float32, n int, keepMean, keepPower, step, tiny float32)
TEXT ·adam(SB), NOSPLIT, $0-56
	MOVQ w+0(FP), DI
	MOVQ grad+8(FP), SI
	MOVQ mean+16(FP), R8
	MOVQ power+24(FP), R9
	MOVQ n+32(FP), CX
	VBROADCASTSS keepMean+40(FP), Y10
	VBROADCASTSS keepPower+44(FP), Y11
	VBROADCASTSS step+48(FP), Y12
	VBROADCASTSS tiny+52(FP), Y13
	VXORPS Y15, Y15, Y15
loopAdam:
	VMOVUPS (SI), Y0
	VMOVUPS (R8), Y1
	VMOVUPS (R9), Y2
	VSUBPS Y0, Y1, Y3          // mean - grad
	VFMADD213PS Y0, Y10, Y3    // the new mean
	VMULPS Y0, Y0, Y4          // square of the gradient
	VSUBPS Y4, Y2, Y5          // power - square
	VFMADD213PS Y4, Y11, Y5    // the new power
	VMOVUPS Y3, (R8)
	VMOVUPS Y5, (R9)
	VSQRTPS Y5, Y6
	VADDPS Y13, Y6, Y6
	VDIVPS Y6, Y3, Y7
	VMOVUPS (DI), Y8
	VFNMADD231PS Y7, Y12, Y8
	VMOVUPS Y8, (DI)
	VMOVUPS Y15, (SI)
	ADDQ $32, SI
	ADDQ $32, DI
	ADDQ $32, R8
	ADDQ $32, R9
	SUBQ $8, CX
	JG loopAdam
	VZEROUPPER
	RET
