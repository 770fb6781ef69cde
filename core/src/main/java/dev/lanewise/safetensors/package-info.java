/// Reading and writing of safetensors files, the format in which parameters leave a model and come back. Generated
/// models call [dev.lanewise.safetensors.Weights]; users may read any file with
/// [dev.lanewise.safetensors.SafetensorsFile].
package dev.lanewise.safetensors;
