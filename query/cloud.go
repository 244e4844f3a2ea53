//go:build cloud

package main

import "casus/cloud"

func init() { openBucket = cloud.Open }
