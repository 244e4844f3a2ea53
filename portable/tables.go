// Made by internal/tables; do not edit.

package portable

// log(2)/128 in two parts; the first has 35 bits.
const (
	stepHigh = 0x1.62e42fef8p-08
	stepLow  = 0x1.1cf79abc9e3b4p-43
)

const stepInverse = 0x1.71547652b82fep+07 // 128/log(2)

// log(2) in two parts; the first is a multiple of 2^-42.
const (
	ln2High = 0x1.62e42fefa38p-01
	ln2Low  = 0x1.ef35793c7673p-45
)

// π/2 in three parts; the first two have 33 bits.
const (
	quarter1 = 0x1.921fb544p+00
	quarter2 = 0x1.0b4611a6p-34
	quarter3 = 0x1.3198a2e037073p-69
)

// π/2 in two parts.
const (
	quarterHigh = 0x1.921fb54442d18p+00
	quarterLow  = 0x1.1a62633145c07p-54
)

const quarterInverse = 0x1.45f306dc9c883p-01 // 2/π

// expTable has 2^(j/128) = power·(1 + tail); power is given by its bits.
var expTable = [128]struct {
	tail  float64
	power uint64
}{
	{0x0p+00, 0x3ff0000000000000},
	{0x1.b3b4f1a88bf6ep-54, 0x3ff0163da9fb3335},
	{-0x1.160139cd8dc5dp-56, 0x3ff02c9a3e778061},
	{-0x1.05e7a108766d1p-54, 0x3ff04315e86e7f85},
	{0x1.cd2523567f613p-55, 0x3ff059b0d3158574},
	{-0x1.bce8023f98efap-55, 0x3ff0706b29ddf6de},
	{0x1.0f74e61e6c861p-57, 0x3ff0874518759bc8},
	{0x1.0a3e45b33d399p-54, 0x3ff09e3ecac6f383},
	{0x1.79aa65d837b6dp-54, 0x3ff0b5586cf9890f},
	{0x1.eb51a92fdeffcp-55, 0x3ff0cc922b7247f7},
	{0x1.ebe3d702f9cd1p-60, 0x3ff0e3ec32d3d1a2},
	{-0x1.a033489906e0bp-57, 0x3ff0fb66affed31b},
	{-0x1.556522a2fbd0ep-54, 0x3ff11301d0125b51},
	{-0x1.080ef8c4eea55p-58, 0x3ff12abdc06c31cc},
	{-0x1.1c923b9d5f416p-54, 0x3ff1429aaea92de0},
	{0x1.0d3e3e95c55afp-55, 0x3ff15a98c8a58e51},
	{-0x1.01b15eaa59348p-55, 0x3ff172b83c7d517b},
	{-0x1.f1ff055de323dp-55, 0x3ff18af9388c8dea},
	{0x1.b898c3f1353bfp-55, 0x3ff1a35beb6fcb75},
	{-0x1.6d99c7611eb26p-54, 0x3ff1bbe084045cd4},
	{0x1.aecf73e3a2f6p-54, 0x3ff1d4873168b9aa},
	{-0x1.fe782cb86389dp-55, 0x3ff1ed5022fcd91d},
	{0x1.a6f4144a6c38dp-55, 0x3ff2063b88628cd6},
	{0x1.07a05b0e4047dp-55, 0x3ff21f49917ddc96},
	{0x1.68efde3a8a894p-54, 0x3ff2387a6e756238},
	{0x1.75e18f274487dp-55, 0x3ff251ce4fb2a63f},
	{0x1.0472b981fe7f2p-55, 0x3ff26b4565e27cdd},
	{-0x1.6b87b3f71085ep-54, 0x3ff284dfe1f56381},
	{0x1.2f7e16d09ab31p-55, 0x3ff29e9df51fdee1},
	{-0x1.d219b1a6fbffap-60, 0x3ff2b87fd0dad990},
	{0x1.b3782720c0ab4p-55, 0x3ff2d285a6e4030b},
	{0x1.e149289cecb8fp-57, 0x3ff2ecafa93e2f56},
	{0x1.34d754db0abb6p-55, 0x3ff306fe0a31b715},
	{0x1.64201e2ac744cp-55, 0x3ff32170fc4cd831},
	{0x1.fdd395dd3f84ap-55, 0x3ff33c08b26416ff},
	{-0x1.6a3803b8e5b04p-55, 0x3ff356c55f929ff1},
	{-0x1.24aedcc4b5068p-54, 0x3ff371a7373aa9cb},
	{-0x1.907f81b512d8ep-54, 0x3ff38cae6d05d866},
	{-0x1.1d1e83e9436d2p-56, 0x3ff3a7db34e59ff7},
	{-0x1.91919b3ce1b15p-54, 0x3ff3c32dc313a8e5},
	{0x1.59f48a72a4c6dp-55, 0x3ff3dea64c123422},
	{-0x1.312607a28698ap-54, 0x3ff3fa4504ac801c},
	{-0x1.8a78f4817895bp-58, 0x3ff4160a21f72e2a},
	{-0x1.c2c9b67499a1bp-56, 0x3ff431f5d950a897},
	{0x1.363ed60c2ac11p-59, 0x3ff44e086061892d},
	{0x1.666093b0664efp-54, 0x3ff46a41ed1d0057},
	{0x1.ecce1daa10379p-57, 0x3ff486a2b5c13cd0},
	{0x1.3ff8e3f0f123p-54, 0x3ff4a32af0d7d3de},
	{0x1.690cebb7aafbp-56, 0x3ff4bfdad5362a27},
	{0x1.31dbdeb54e077p-54, 0x3ff4dcb299fddd0d},
	{-0x1.f94340071a38ep-55, 0x3ff4f9b2769d2ca7},
	{-0x1.7deccdc93a349p-55, 0x3ff516daa2cf6642},
	{-0x1.8dec6bd0f385fp-56, 0x3ff5342b569d4f82},
	{-0x1.61246ec7b5cf6p-55, 0x3ff551a4ca5d920f},
	{0x1.3350518fdd78ep-54, 0x3ff56f4736b527da},
	{0x1.b98b72f8a9b05p-56, 0x3ff58d12d497c7fd},
	{0x1.063e1e21c5409p-54, 0x3ff5ab07dd485429},
	{0x1.4c7855019c6eap-60, 0x3ff5c9268a5946b7},
	{0x1.432e62b64c035p-54, 0x3ff5e76f15ad2148},
	{-0x1.ce44a6199769fp-55, 0x3ff605e1b976dc09},
	{-0x1.c33c53bef4da8p-55, 0x3ff6247eb03a5585},
	{-0x1.45378892be9aep-55, 0x3ff6434634ccc320},
	{-0x1.3cedd78565858p-54, 0x3ff6623882552225},
	{0x1.710aa807e1964p-58, 0x3ff68155d44ca973},
	{-0x1.3b3efbf5e2228p-54, 0x3ff6a09e667f3bcd},
	{-0x1.a12ad8734b982p-57, 0x3ff6c012750bdabf},
	{-0x1.367efb86da9eep-57, 0x3ff6dfb23c651a2f},
	{-0x1.0dc3d54e08851p-55, 0x3ff6ff7df9519484},
	{-0x1.81f647e5a3ecfp-56, 0x3ff71f75e8ec5f74},
	{-0x1.6ee4ac08b7dbp-55, 0x3ff73f9a48a58174},
	{-0x1.619321e55e68ap-55, 0x3ff75feb564267c9},
	{0x1.09ccb5e09d4d3p-54, 0x3ff780694fde5d3f},
	{-0x1.b32dcb94da51dp-56, 0x3ff7a11473eb0187},
	{0x1.4ecfd5467c06bp-54, 0x3ff7c1ed0130c132},
	{0x1.5ebe1abd66c55p-57, 0x3ff7e2f336cf4e62},
	{-0x1.8a1c52fb3cf42p-55, 0x3ff80427543e1a12},
	{-0x1.369b6f13b3734p-54, 0x3ff82589994cce13},
	{-0x1.05e843a19ff1ep-55, 0x3ff8471a4623c7ad},
	{-0x1.4d450d872576ep-54, 0x3ff868d99b4492ed},
	{0x1.0ad675b0e8ap-54, 0x3ff88ac7d98a6699},
	{0x1.db72fc1f0eab4p-55, 0x3ff8ace5422aa0db},
	{-0x1.5b6609cc5e7ffp-57, 0x3ff8cf3216b5448c},
	{0x1.bf68359f35f44p-56, 0x3ff8f1ae99157736},
	{-0x1.3091fa71e3d83p-54, 0x3ff9145b0b91ffc6},
	{-0x1.da9b88b6c1e29p-58, 0x3ff93737b0cdc5e5},
	{-0x1.c23f97c90b959p-57, 0x3ff95a44cbc8520f},
	{-0x1.2434322f4f9aap-54, 0x3ff97d829fde4e50},
	{-0x1.5ca6cd7668e4bp-55, 0x3ff9a0f170ca07ba},
	{0x1.1affc2b91ce27p-56, 0x3ff9c49182a3f090},
	{0x1.dd235e10a73bbp-57, 0x3ff9e86319e32323},
	{-0x1.7c50422622263p-55, 0x3ffa0c667b5de565},
	{0x1.b1c86e3e231d5p-55, 0x3ffa309bec4a2d33},
	{-0x1.1bbd1d3bcbb15p-54, 0x3ffa5503b23e255d},
	{0x1.0cc319cee31d2p-54, 0x3ffa799e1330b358},
	{0x1.469846e735ab3p-55, 0x3ffa9e6b5579fdbf},
	{-0x1.2dfcd978e9db4p-55, 0x3ffac36bbfd3f37a},
	{0x1.c1a7792cb3387p-55, 0x3ffae89f995ad3ad},
	{-0x1.07b8f4ad1d9fap-54, 0x3ffb0e07298db666},
	{-0x1.5c3d956dcaebap-58, 0x3ffb33a2b84f15fb},
	{-0x1.0a40e3da6f64p-54, 0x3ffb59728de5593a},
	{-0x1.8d6f438ad9334p-57, 0x3ffb7f76f2fb5e47},
	{-0x1.1eee26b588a35p-54, 0x3ffba5b030a1064a},
	{0x1.4ffd70a5fddcdp-56, 0x3ffbcc1e904bc1d2},
	{-0x1.1bdfbfa9298acp-54, 0x3ffbf2c25bd71e09},
	{0x1.36eae30af0cb3p-56, 0x3ffc199bdd85529c},
	{0x1.ee3325c9ffd94p-55, 0x3ffc40ab5fffd07a},
	{0x1.4e08fd10959acp-55, 0x3ffc67f12e57d14b},
	{0x1.3cdaf384e1a67p-57, 0x3ffc8f6d9406e7b5},
	{0x1.76b2c6c921968p-57, 0x3ffcb720dcef9069},
	{-0x1.08a1883ccb5d2p-55, 0x3ffcdf0b555dc3fa},
	{-0x1.fad5d3ffffa6fp-55, 0x3ffd072d4a07897c},
	{-0x1.00dae3875a949p-54, 0x3ffd2f87080d89f2},
	{0x1.4a385a63d07a7p-56, 0x3ffd5818dcfba487},
	{-0x1.2919e2040220fp-55, 0x3ffd80e316c98398},
	{0x1.e5a50d5c192acp-55, 0x3ffda9e603db3285},
	{0x1.43a59ac016b4bp-55, 0x3ffdd321f301b460},
	{-0x1.2d52107b43e1fp-55, 0x3ffdfc97337b9b5f},
	{-0x1.92ab93b470dc9p-55, 0x3ffe264614f5a129},
	{0x1.4b604603a88d3p-56, 0x3ffe502ee78b3ff6},
	{0x1.3c5ec519d7271p-55, 0x3ffe7a51fbc74c83},
	{-0x1.ff7128fd391fp-55, 0x3ffea4afa2a490da},
	{-0x1.dae98e223747dp-55, 0x3ffecf482d8e67f1},
	{0x1.ec3bc41aa2008p-55, 0x3ffefa1bee615a27},
	{0x1.42b94c3a9eb32p-55, 0x3fff252b376bba97},
	{0x1.a64a931d185eep-55, 0x3fff50765b6e4540},
	{-0x1.e37bae43be3edp-55, 0x3fff7bfdad9cbe14},
	{0x1.7893b4d91cd9dp-56, 0x3fffa7c1819e90d8},
	{0x1.305c14160cc89p-58, 0x3fffd3c22b8f71f1},
}

// logOffset is the bits of the number where the first interval of logTable begins.
const logOffset = 0x3fe6700000000000

// logTable has for each interval the inverse of its middle, as a multiple of
// 2^-10, and minus the logarithm of that in two parts, the first a multiple of 2^-42.
var logTable = [128]struct{ inverse, high, low float64 }{
	{0x1.6cp+00, -0x1.686c81e9b1p-02, -0x1.2bb110af84054p-44},  // 0.7012 to 0.7051
	{0x1.6ap+00, -0x1.62c82f2b9cp-02, -0x1.e54bdbd7c8a98p-44},  // 0.7051 to 0.7090
	{0x1.68p+00, -0x1.5d1bdbf581p-02, 0x1.8d6bdc9c7c238p-44},   // 0.7090 to 0.7129
	{0x1.66p+00, -0x1.5767717456p-02, 0x1.64ead9524d7cap-44},   // 0.7129 to 0.7168
	{0x1.644p+00, -0x1.5262deeb99p-02, 0x1.e1b9f70894a01p-44},  // 0.7168 to 0.7207
	{0x1.624p+00, -0x1.4c9f09e153p-02, 0x1.e1dde70e02dep-45},   // 0.7207 to 0.7246
	{0x1.604p+00, -0x1.46d2d9c28p-02, -0x1.59b275f67f75ap-44},  // 0.7246 to 0.7285
	{0x1.5e8p+00, -0x1.41b941cce1p-02, 0x1.0469013e43fc9p-44},  // 0.7285 to 0.7324
	{0x1.5c8p+00, -0x1.3bdd24eb15p-02, 0x1.257b4970e6ed9p-44},  // 0.7324 to 0.7363
	{0x1.5acp+00, -0x1.36b5776bc1p-02, -0x1.169785a9c223fp-46}, // 0.7363 to 0.7402
	{0x1.59p+00, -0x1.31871c9544p-02, -0x1.84fab94cecfd9p-46},  // 0.7402 to 0.7441
	{0x1.57p+00, -0x1.2b9303ab8ap-02, 0x1.6db12d6bfb0a5p-45},   // 0.7441 to 0.7480
	{0x1.554p+00, -0x1.26561f1338p-02, -0x1.8b48866faa45fp-44}, // 0.7480 to 0.7520
	{0x1.538p+00, -0x1.2112559861p-02, -0x1.82e78ba2950c4p-44}, // 0.7520 to 0.7559
	{0x1.51cp+00, -0x1.1bc794fd1dp-02, 0x1.ccf0c747ba7bep-44},  // 0.7559 to 0.7598
	{0x1.5p+00, -0x1.1675cababap-02, -0x1.8380e731f55c4p-44},   // 0.7598 to 0.7637
	{0x1.4e4p+00, -0x1.111ce4003fp-02, 0x1.b3237096b4b6bp-46},  // 0.7637 to 0.7676
	{0x1.4ccp+00, -0x1.0c81d4860bp-02, 0x1.e5bcf401d1731p-44},  // 0.7676 to 0.7715
	{0x1.4bp+00, -0x1.071b85fcd6p-02, 0x1.bcb8ba3e01a11p-44},   // 0.7715 to 0.7754
	{0x1.494p+00, -0x1.01ade3913ap-02, 0x1.08930ccdc1521p-46},  // 0.7754 to 0.7793
	{0x1.47cp+00, -0x1.fa01c3bb58p-03, 0x1.a1f71fae1d786p-46},  // 0.7793 to 0.7832
	{0x1.46p+00, -0x1.ef0adcbdc6p-03, 0x1.b26b79c86af24p-45},   // 0.7832 to 0.7871
	{0x1.448p+00, -0x1.e598ed5a88p-03, 0x1.d134bcf1e98a1p-47},  // 0.7871 to 0.7910
	{0x1.42cp+00, -0x1.da85d620cep-03, -0x1.40194c16cc7ecp-45}, // 0.7910 to 0.7949
	{0x1.414p+00, -0x1.d0fb7f2256p-03, 0x1.af52b20633b29p-47},  // 0.7949 to 0.7988
	{0x1.3fcp+00, -0x1.c765b9e4d6p-03, -0x1.1ab6b36976f6cp-44}, // 0.7988 to 0.8027
	{0x1.3e4p+00, -0x1.bdc46ae344p-03, -0x1.625b4023d6505p-44}, // 0.8027 to 0.8066
	{0x1.3c8p+00, -0x1.b2797ee464p-03, 0x1.be88a906d00a9p-44},  // 0.8066 to 0.8105
	{0x1.3bp+00, -0x1.a8becfc882p-03, -0x1.e3185cf21b9cfp-44},  // 0.8105 to 0.8145
	{0x1.398p+00, -0x1.9ef83d276ap-03, 0x1.730b7b3f9cep-45},    // 0.8145 to 0.8184
	{0x1.38p+00, -0x1.9525a9cf46p-03, 0x1.297137d9f158fp-44},   // 0.8184 to 0.8223
	{0x1.368p+00, -0x1.8b46f82236p-03, -0x1.2d9f2102dd7c9p-46}, // 0.8223 to 0.8262
	{0x1.354p+00, -0x1.83040c91bcp-03, -0x1.e5b71c6e66f32p-44}, // 0.8262 to 0.8301
	{0x1.33cp+00, -0x1.790ed4ee26p-03, -0x1.99bbd4e7746f6p-46}, // 0.8301 to 0.8340
	{0x1.324p+00, -0x1.6f0d28ae56p-03, -0x1.69737c93373dap-44}, // 0.8340 to 0.8379
	{0x1.30cp+00, -0x1.64fee8826p-03, 0x1.da40d759dded6p-46},   // 0.8379 to 0.8418
	{0x1.2f8p+00, -0x1.5c94007598p-03, 0x1.a8d948cd23322p-44},  // 0.8418 to 0.8457
	{0x1.2ep+00, -0x1.526e5e3a1cp-03, 0x1.790ba37fc5238p-44},   // 0.8457 to 0.8496
	{0x1.2c8p+00, -0x1.483bccce6ep-03, -0x1.eea52723f6369p-46}, // 0.8496 to 0.8535
	{0x1.2b4p+00, -0x1.3fb25a5952p-03, -0x1.195be6b358ff7p-44}, // 0.8535 to 0.8574
	{0x1.2ap+00, -0x1.371fc201e8p-03, -0x1.ee8779b2d8abcp-44},  // 0.8574 to 0.8613
	{0x1.288p+00, -0x1.2cca0f5f6p-03, 0x1.b5ef191aff12p-44},    // 0.8613 to 0.8652
	{0x1.274p+00, -0x1.2423113ba6p-03, 0x1.e3a0078ee9d9cp-44},  // 0.8652 to 0.8691
	{0x1.26p+00, -0x1.1b72ad52f6p-03, -0x1.e80a41811a396p-45},  // 0.8691 to 0.8730
	{0x1.248p+00, -0x1.10f8e42254p-03, 0x1.93b3843396307p-45},  // 0.8730 to 0.8770
	{0x1.234p+00, -0x1.08338affa2p-03, -0x1.0533cac823e27p-44}, // 0.8770 to 0.8809
	{0x1.22p+00, -0x1.fec9131dcp-04, 0x1.54555d1ae6607p-44},    // 0.8809 to 0.8848
	{0x1.20cp+00, -0x1.ed1794e838p-04, 0x1.fd143749d0484p-46},  // 0.8848 to 0.8887
	{0x1.1f8p+00, -0x1.db5270187cp-04, -0x1.9277856ae181fp-44}, // 0.8887 to 0.8926
	{0x1.1e4p+00, -0x1.c97978d79p-04, 0x1.6e010977d1884p-44},   // 0.8926 to 0.8965
	{0x1.1dp+00, -0x1.b78c82bb1p-04, 0x1.25ef7bc3987e7p-44},    // 0.8965 to 0.9004
	{0x1.1bcp+00, -0x1.a58b60c2b4p-04, 0x1.cdc735c5c9f2ap-44},  // 0.9004 to 0.9043
	{0x1.1a8p+00, -0x1.9375e55594p-04, -0x1.eddc37380c364p-44}, // 0.9043 to 0.9082
	{0x1.194p+00, -0x1.814be23f8cp-04, -0x1.b2381da82fdfdp-51}, // 0.9082 to 0.9121
	{0x1.18p+00, -0x1.6f0d28ae58p-04, 0x1.4b4641b664613p-44},   // 0.9121 to 0.9160
	{0x1.17p+00, -0x1.60658a9374p-04, -0x1.0c3b1dee9c4f8p-44},  // 0.9160 to 0.9199
	{0x1.15cp+00, -0x1.4e01108a34p-04, -0x1.ae5cfdf2c5ae5p-44}, // 0.9199 to 0.9238
	{0x1.148p+00, -0x1.3b87598b1cp-04, 0x1.2241594aca313p-45},  // 0.9238 to 0.9277
	{0x1.134p+00, -0x1.28f83450ecp-04, -0x1.a8d75aa119769p-44}, // 0.9277 to 0.9316
	{0x1.124p+00, -0x1.1a0fba1bf8p-04, -0x1.4a3fcc319d6dcp-45}, // 0.9316 to 0.9355
	{0x1.11p+00, -0x1.075983599p-04, 0x1.b8ecfe4b59987p-44},    // 0.9355 to 0.9395
	{0x1.1p+00, -0x1.f0a30c0118p-05, 0x1.d599e83368e91p-45},    // 0.9395 to 0.9434
	{0x1.0ecp+00, -0x1.cae72fb96p-05, 0x1.efabf2025b1bep-44},   // 0.9434 to 0.9473
	{0x1.0dcp+00, -0x1.ac9722171p-05, -0x1.f8d3ef013222cp-45},  // 0.9473 to 0.9512
	{0x1.0c8p+00, -0x1.868a83084p-05, 0x1.2623a134ac693p-46},   // 0.9512 to 0.9551
	{0x1.0b8p+00, -0x1.67f94f0948p-05, -0x1.ecc1f3e7e4ed7p-44}, // 0.9551 to 0.9590
	{0x1.0a8p+00, -0x1.494acc34d8p-05, -0x1.11c78a56fd247p-45}, // 0.9590 to 0.9629
	{0x1.094p+00, -0x1.22c71bcea8p-05, -0x1.d2818f87f888fp-48}, // 0.9629 to 0.9668
	{0x1.084p+00, -0x1.03d5d85e7p-05, -0x1.f778960ed29cfp-44},  // 0.9668 to 0.9707
	{0x1.074p+00, -0x1.c98d18d01p-06, 0x1.bf6150589df0fp-45},   // 0.9707 to 0.9746
	{0x1.064p+00, -0x1.8b31facaap-06, 0x1.3fc78a96e4964p-44},   // 0.9746 to 0.9785
	{0x1.05p+00, -0x1.3cea44347p-06, 0x1.6a2c432d6a40bp-44},    // 0.9785 to 0.9824
	{0x1.04p+00, -0x1.fc0a8b0fcp-07, -0x1.f1e7cf6d3a69cp-50},   // 0.9824 to 0.9863
	{0x1.03p+00, -0x1.7dc475f82p-07, 0x1.eb1245b5da1f5p-44},    // 0.9863 to 0.9902
	{0x1.02p+00, -0x1.fe02a6b1p-08, -0x1.9e23f0dda40e4p-46},    // 0.9902 to 0.9941
	{0x1.01p+00, -0x1.ff00aa2bp-09, -0x1.0bc04a086b56ap-45},    // 0.9941 to 0.9980
	{0x1p+00, -0x0p+00, 0x0p+00},                               // 0.9980 to 1.0039
	{0x1.fcp-01, 0x1.010157588p-07, 0x1.bce251998b506p-44},     // 1.0039 to 1.0117
	{0x1.f8p-01, 0x1.020565893p-06, 0x1.611d27c8e8417p-44},     // 1.0117 to 1.0195
	{0x1.f48p-01, 0x1.74321d3dp-06, 0x1.b4a690fe94778p-48},     // 1.0195 to 1.0273
	{0x1.f08p-01, 0x1.f7a9b1678p-06, 0x1.42ad9271be7d7p-45},    // 1.0273 to 1.0352
	{0x1.edp-01, 0x1.35c8bfaa1p-05, 0x1.8357d5ef9eb35p-44},     // 1.0352 to 1.0430
	{0x1.e9p-01, 0x1.788595a358p-05, -0x1.08b0d083b3a4cp-46},   // 1.0430 to 1.0508
	{0x1.e58p-01, 0x1.b35dd9b588p-05, 0x1.d5674d6cf558ep-44},   // 1.0508 to 1.0586
	{0x1.e2p-01, 0x1.eea31c0068p-05, 0x1.c3dd83606d891p-44},    // 1.0586 to 1.0664
	{0x1.de8p-01, 0x1.152b799bb4p-04, -0x1.9bb2907030829p-47},  // 1.0664 to 1.0742
	{0x1.dbp-01, 0x1.333d7f8184p-04, -0x1.692b6a81b8848p-49},   // 1.0742 to 1.0820
	{0x1.d78p-01, 0x1.518874226p-04, 0x1.30a1d96258b3ep-44},    // 1.0820 to 1.0898
	{0x1.d4p-01, 0x1.700d30aeacp-04, 0x1.c1e8da99ded32p-49},    // 1.0898 to 1.0977
	{0x1.d1p-01, 0x1.8a6477a91cp-04, 0x1.c28c0af9bd6dfp-44},    // 1.0977 to 1.1055
	{0x1.cd8p-01, 0x1.a956d3ecacp-04, 0x1.e63794c02c4afp-44},   // 1.1055 to 1.1133
	{0x1.ca8p-01, 0x1.c40d6425a4p-04, 0x1.cb1121d1930ddp-44},   // 1.1133 to 1.1211
	{0x1.c7p-01, 0x1.e3707ee304p-04, 0x1.0f684e6766abdp-45},    // 1.1211 to 1.1289
	{0x1.c4p-01, 0x1.fe89139dbcp-04, 0x1.56594d82f7a82p-44},    // 1.1289 to 1.1367
	{0x1.c1p-01, 0x1.0ce7ecdcccp-03, 0x1.4652dabff5447p-46},    // 1.1367 to 1.1445
	{0x1.bep-01, 0x1.1aa2b7e24p-03, -0x1.1ac38dde3b366p-44},    // 1.1445 to 1.1523
	{0x1.bbp-01, 0x1.28753bc11ap-03, 0x1.7494e359302e6p-44},    // 1.1523 to 1.1602
	{0x1.b8p-01, 0x1.365fcb015ap-03, -0x1.fd3a0afb9691bp-44},   // 1.1602 to 1.1680
	{0x1.b5p-01, 0x1.4462b9dc9cp-03, -0x1.84858a711b062p-44},   // 1.1680 to 1.1758
	{0x1.b2p-01, 0x1.527e5e4a1cp-03, -0x1.4e60b8d4b411dp-44},   // 1.1758 to 1.1836
	{0x1.afp-01, 0x1.60b3100b0ap-03, -0x1.71456c988f814p-44},   // 1.1836 to 1.1914
	{0x1.ac8p-01, 0x1.6c9d07d204p-03, -0x1.c73fafd9b2dcap-50},  // 1.1914 to 1.1992
	{0x1.a98p-01, 0x1.7b00916516p-03, -0x1.ae75fcb067e57p-44},  // 1.1992 to 1.2070
	{0x1.a7p-01, 0x1.871213750ep-03, 0x1.328eb42f9af75p-44},    // 1.2070 to 1.2148
	{0x1.a4p-01, 0x1.95a5adcf7p-03, 0x1.7f22858a0ff6fp-47},     // 1.2148 to 1.2227
	{0x1.a18p-01, 0x1.a1dfc40f1cp-03, -0x1.01e0f004f3781p-44},  // 1.2227 to 1.2305
	{0x1.9fp-01, 0x1.ae2ca6f672p-03, 0x1.7a8d5ae54f55p-44},     // 1.2305 to 1.2383
	{0x1.9cp-01, 0x1.bd087383bep-03, -0x1.d4bc4595412b6p-45},   // 1.2383 to 1.2461
	{0x1.998p-01, 0x1.c97f8079d4p-03, 0x1.3b161a8c6e6c5p-45},   // 1.2461 to 1.2539
	{0x1.97p-01, 0x1.d60a17f904p-03, -0x1.5d6e06fc20d39p-44},   // 1.2539 to 1.2617
	{0x1.948p-01, 0x1.e2a877a6b2p-03, 0x1.823817787081ap-44},   // 1.2617 to 1.2695
	{0x1.92p-01, 0x1.ef5ade4ddp-03, -0x1.a211565bb8e11p-51},    // 1.2695 to 1.2773
	{0x1.8f8p-01, 0x1.fc218be62p-03, 0x1.4bba46f1cf6ap-44},     // 1.2773 to 1.2852
	{0x1.8dp-01, 0x1.047e60cde8p-02, 0x1.dbdf10d397f3cp-45},    // 1.2852 to 1.2930
	{0x1.8bp-01, 0x1.09aa572e6cp-02, 0x1.b50a1e1734342p-44},    // 1.2930 to 1.3008
	{0x1.888p-01, 0x1.102ac0a35dp-02, -0x1.f1fbddfdfd686p-45},  // 1.3008 to 1.3086
	{0x1.86p-01, 0x1.16b5ccbadp-02, -0x1.23299042d74bfp-44},    // 1.3086 to 1.3164
	{0x1.84p-01, 0x1.1bf99635a7p-02, -0x1.1ac89575c2125p-44},   // 1.3164 to 1.3242
	{0x1.818p-01, 0x1.22981fbef8p-02, -0x1.a1421609580dap-44},  // 1.3242 to 1.3320
	{0x1.7f8p-01, 0x1.27ebaf58d9p-02, -0x1.b198800b4bda7p-45},  // 1.3320 to 1.3398
	{0x1.7dp-01, 0x1.2e9e2bce12p-02, 0x1.4300c128d1dc2p-45},    // 1.3398 to 1.3477
	{0x1.7bp-01, 0x1.3401e12aedp-02, -0x1.17c73556e291dp-44},   // 1.3477 to 1.3555
	{0x1.788p-01, 0x1.3ac8ca38e6p-02, -0x1.d0befbc02be4ap-45},  // 1.3555 to 1.3633
	{0x1.768p-01, 0x1.403d086ceap-02, 0x1.e6ef574487308p-44},   // 1.3633 to 1.3711
	{0x1.748p-01, 0x1.45b8c0a17ep-02, -0x1.d9120e7d0a853p-47},  // 1.3711 to 1.3789
	{0x1.728p-01, 0x1.4b3c077268p-02, -0x1.65b4681052b9fp-46},  // 1.3789 to 1.3867
	{0x1.7p-01, 0x1.522ae0738ap-02, 0x1.ebe708164c759p-45},     // 1.3867 to 1.3945
	{0x1.6ep-01, 0x1.57bf753c8dp-02, 0x1.fadedee5d40efp-46},    // 1.3945 to 1.4023
}

// twoOverPi has 64 zeros and the first bits of 2/π after the point.
var twoOverPi = [...]uint64{
	0,
	0xa2f9836e4e441529,
	0xfc2757d1f534ddc0,
	0xdb6295993c439041,
	0xfe5163abdebbc561,
	0xb7246e3a424dd2e0,
	0x06492eea09d1921c,
	0xfe1deb1cb129a73e,
	0xe88235f52ebb4484,
	0xe99c7026b45f7e41,
	0x3991d639835339f4,
	0x9c845f8bbdf9283b,
	0x1ff897ffde05980f,
	0xef2f118b5a0a6d1f,
	0x6d367ecf27cb09b7,
	0x4f463f669e5fea2d,
	0x7527bac7ebe5f17b,
	0x3d0739f78a5292ea,
	0x6bfb5fb11f8d5d08,
	0x56033046fc7b6bab,
}

// The standard normal quantile: after Wichura (1988), see internal/tables.
const (
	normalSlope   = 0x1.40d931ff62706p+01
	normalTail    = 0x1.6c665fde9526ap+00
	normalFarTail = 0x1.aa1b1c13ee526p+02
)

var normalCentre = rational{
	[8]float64{0x1.37fc2a497dea8p+02, 0x1.61cd06fff0ee8p+07, 0x1.26c9ca4e1cbfcp+11, 0x1.bc6bde11288dcp+13, 0x1.2d66192b3a7d6p+15, 0x1.3c5f69ece2cep+15, 0x1.4afe66398e792p+13},
	[8]float64{0x1p+00, 0x1.5281b386e1ab5p+05, 0x1.5797efdc8b3f7p+09, 0x1.512322e75c89fp+12, 0x1.4b772d5d65266p+14, 0x1.3317caa64f4bep+15, 0x1.c0e457cb1ae76p+14, 0x1.46a7eca984b69p+12},
}

var normalNear = rational{
	[8]float64{0x1.b52f04a26a665p+00, 0x1.b10ef41395253p+01, 0x1.553fbf37c3237p+01, 0x1.0f44ab452c106p+00, 0x1.c2dc1ad67e43bp-03, 0x1.67896638cd536p-06, 0x1.961578a75e69fp-11},
	[8]float64{0x1p+00, 0x1.06cefbb46a449p+01, 0x1.ad278e6526633p+00, 0x1.61292f23385c9p-01, 0x1.2f5123394f04p-03, 0x1.f207a7eab17bfp-07, 0x1.1f18cbfdf2728p-11, 0x1.20d3f686439e4p-30},
}

var normalFar = rational{
	[8]float64{0x1.785c5bc21f6e1p+00, 0x1.bf0ee2f0db6bcp-01, 0x1.948653e642346p-03, 0x1.5cde87eb66cdbp-06, 0x1.258821f9c3415p-10, 0x1.b70b8b1c4d1a6p-16, 0x1.afb74b7edd2fep-23},
	[8]float64{0x1p+00, 0x1.331d34fc7d77fp-01, 0x1.186eb183443fbp-03, 0x1.e76f93215462ap-07, 0x1.9c8bc979dc5d7p-11, 0x1.35c2c496374bfp-16, 0x1.31446f740b9ep-23, 0x1.269bff1f8c19p-49},
}
